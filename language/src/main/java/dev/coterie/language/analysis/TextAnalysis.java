package dev.coterie.language.analysis;

import dev.coterie.language.Script;
import dev.coterie.language.analysis.Word.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into words: Han characters by Lucene's SmartChinese (a hidden Markov model over a
 * dictionary of simplified Chinese), anything else at blanks and marks, with hyphens and
 * apostrophes inside a word kept. English forms fall together by Krovetz' stemmer, which only takes
 * off what leaves a word of its dictionary, and where it knows a plural as a word of its own by one
 * that takes off the plural.
 *
 * <p>Holds buffers, so each thread needs its own.
 */
public final class TextAnalysis {
  /** Longer runs of letters are no words: codes, links, scripts without blanks. */
  private static final int MAX_LENGTH = 30;

  /** Of volumes, sequels and kings; single letters are no words anyway. */
  private static final Set<String> ROMAN =
      Set.of("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii");

  /** Made at the first Han character: its dictionary takes a while to load. */
  private @Nullable HMMChineseTokenizer chinese;

  private final Stemmer stemmer = new Stemmer();

  /** The words of a text, in its order; marks and what is no word are left out. */
  public List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (Script.isHan(c)) {
        int end = i;
        while (end < text.length() && Script.isHan(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
        }
        addChinese(text, i, end, words);
        i = end;
      } else if (Character.isLetterOrDigit(c)) {
        int end = wordEnd(text, i);
        addOther(text, i, end, words);
        i = end;
      } else {
        i += Character.charCount(c);
      }
    }
    return words;
  }

  private static int wordEnd(String text, int start) {
    int i = start;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      boolean part =
          (Character.isLetterOrDigit(c) && !Script.isHan(c))
              || Character.getType(c) == Character.NON_SPACING_MARK
              || (isJoint(c) && joins(text, i));
      if (!part) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static boolean isJoint(int c) {
    return c == '-' || c == '\'' || c == '’' || c == '.';
  }

  /** Whether the mark at {@code i} stands inside a word; a point only inside a number. */
  private static boolean joins(String text, int i) {
    if (i == 0 || i + 1 >= text.length()) {
      return false;
    }
    int before = text.codePointBefore(i);
    int after = text.codePointAt(i + 1);
    return text.charAt(i) == '.'
        ? Character.isDigit(before) && Character.isDigit(after)
        : Character.isLetterOrDigit(before)
            && Character.isLetterOrDigit(after)
            && !Script.isHan(after);
  }

  private void addOther(String text, int start, int end, List<Word> words) {
    if (end - start > MAX_LENGTH) {
      return;
    }
    String surface = text.substring(start, end);
    String lower = surface.toLowerCase(Locale.ROOT).replace('’', '\'');
    Kind kind = kind(lower);
    String term = kind == Kind.CONTENT ? stem(lower) : lower;
    words.add(new Word(surface, term, kind, start, end));
  }

  /** Of a word with a hyphen the last part is stemmed. */
  private String stem(String word) {
    String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    int last = bare.lastIndexOf('-') + 1;
    return bare.substring(0, last) + stemmer.stem(bare.substring(last));
  }

  /** PS5 and MP3 are names, 15cm, A4 and 85123A are not: letters, at least two, then one digit. */
  private static Kind kind(String word) {
    int digits = 0;
    for (int i = 0; i < word.length(); i++) {
      digits += Character.isDigit(word.charAt(i)) ? 1 : 0;
    }
    boolean name =
        digits == 1
            && word.length() >= 3
            && word.length() <= 6
            && Character.isDigit(word.charAt(word.length() - 1));
    if ((digits > 0 && !name) || ROMAN.contains(word)) {
      return Kind.NUMBER;
    }
    return word.length() == 1 ? Kind.STOP : StopWords.kind(word);
  }

  private void addChinese(String text, int start, int end, List<Word> words) {
    HMMChineseTokenizer tokenizer = chinese == null ? new HMMChineseTokenizer() : chinese;
    chinese = tokenizer;
    OffsetAttribute offset = tokenizer.addAttribute(OffsetAttribute.class);
    try {
      tokenizer.setReader(new StringReader(text.substring(start, end)));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        int from = start + offset.startOffset();
        int to = start + offset.endOffset();
        String surface = text.substring(from, to);
        words.add(new Word(surface, surface, StopWords.kind(surface), from, to));
      }
      tokenizer.end();
      tokenizer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a string could not be read", e);
    }
  }

  /** Lucene's stemmer works on streams; this one streams a word at a time and remembers. */
  private static final class Stemmer {
    private static final class OneWord extends TokenStream {
      private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
      private String next = "";

      @Override
      public boolean incrementToken() {
        clearAttributes();
        term.append(next);
        return true;
      }
    }

    private final OneWord source = new OneWord();
    private final TokenStream filter = new EnglishMinimalStemFilter(new KStemFilter(source));
    private final CharTermAttribute term = filter.getAttribute(CharTermAttribute.class);
    private final Map<String, String> known = new HashMap<>();

    String stem(String word) {
      return known.computeIfAbsent(word, this::compute);
    }

    private String compute(String word) {
      try {
        source.next = word;
        filter.incrementToken();
        return term.toString();
      } catch (IOException e) {
        throw new UncheckedIOException("a string could not be read", e);
      }
    }
  }
}
