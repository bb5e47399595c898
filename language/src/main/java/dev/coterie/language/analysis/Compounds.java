package dev.coterie.language.analysis;

import dev.coterie.language.Script;
import dev.coterie.language.analysis.Word.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chinese words that the dictionary lacks, and that therefore come apart into characters (蓝|牙,
 * 马克|杯, 哈|利|波|特), learned from the texts themselves: two neighbours, one of them a single character
 * or both learned before, are one word where they stand together at least {@value #MIN_COUNT} times
 * and in most places where the rarer of them stands at all. Done again on the result, so that
 * longer ones grow from shorter ones.
 */
public final class Compounds {
  private static final int MIN_COUNT = 3;
  private static final double MIN_SHARE = 0.6;
  private static final int PASSES = 3;
  private static final int MAX_CHARACTERS = 4;

  private record Pair(String first, String second) {}

  /**
   * What is joined in one pass over a text.
   *
   * @param made words that earlier passes made, which may grow together as characters do
   */
  private record Pass(Set<Pair> pairs, Set<String> made) {}

  private final List<Pass> passes;

  private Compounds(List<Pass> passes) {
    this.passes = passes;
  }

  /** Learns from texts that are cut into words. */
  public static Compounds learn(List<List<Word>> texts) {
    List<Pass> passes = new ArrayList<>();
    Set<String> made = Set.of();
    List<List<Word>> joined = texts;
    for (int pass = 0; pass < PASSES; pass++) {
      Pass learned = new Pass(pairs(joined, made), made);
      if (learned.pairs().isEmpty()) {
        break;
      }
      passes.add(learned);
      Set<String> madeNow = new HashSet<>(made);
      for (Pair pair : learned.pairs()) {
        madeNow.add(pair.first() + pair.second());
      }
      made = madeNow;
      List<List<Word>> next = new ArrayList<>(joined.size());
      for (List<Word> words : joined) {
        next.add(join(words, learned));
      }
      joined = next;
    }
    return new Compounds(passes);
  }

  /** The words of a text with those that belong together joined. */
  public List<Word> join(List<Word> words) {
    List<Word> joined = words;
    for (Pass pass : passes) {
      joined = join(joined, pass);
    }
    return joined;
  }

  private static Set<Pair> pairs(List<List<Word>> texts, Set<String> made) {
    Map<String, Integer> singles = new HashMap<>();
    Map<Pair, Integer> together = new HashMap<>();
    for (List<Word> words : texts) {
      for (int i = 0; i < words.size(); i++) {
        singles.merge(words.get(i).surface(), 1, Integer::sum);
        if (i > 0 && mayJoin(words.get(i - 1), words.get(i), made)) {
          together.merge(
              new Pair(words.get(i - 1).surface(), words.get(i).surface()), 1, Integer::sum);
        }
      }
    }
    Set<Pair> pairs = new HashSet<>();
    together.forEach(
        (pair, count) -> {
          int rarer =
              Math.min(
                  singles.getOrDefault(pair.first(), 0), singles.getOrDefault(pair.second(), 0));
          if (count >= MIN_COUNT && count >= MIN_SHARE * rarer) {
            pairs.add(pair);
          }
        });
    return pairs;
  }

  private static boolean mayJoin(Word first, Word second, Set<String> made) {
    return first.end() == second.start()
        && fits(first, second)
        && fits(second, first)
        && (isSingle(first)
            || isSingle(second)
            || (made.contains(first.surface()) && made.contains(second.surface())))
        && second.end() - first.start() <= MAX_CHARACTERS;
  }

  /**
   * A single character may be a part whatever it means elsewhere (本 in 绘本), except beside a word of
   * the dictionary, which takes only what means something: else 清单上 were a word.
   */
  private static boolean fits(Word part, Word neighbour) {
    return Script.isHan(part.surface().codePointAt(0))
        && !StopWords.isParticle(part.surface())
        && (part.kind() == Kind.CONTENT || (isSingle(part) && isSingle(neighbour)));
  }

  private static boolean isSingle(Word word) {
    return word.surface().codePointCount(0, word.surface().length()) == 1;
  }

  private static List<Word> join(List<Word> words, Pass pass) {
    List<Word> joined = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (i + 1 < words.size()
          && mayJoin(word, words.get(i + 1), pass.made())
          && pass.pairs().contains(new Pair(word.surface(), words.get(i + 1).surface()))) {
        Word next = words.get(++i);
        String surface = word.surface() + next.surface();
        word = new Word(surface, surface, Kind.CONTENT, word.start(), next.end());
      }
      joined.add(word);
    }
    return joined;
  }
}
