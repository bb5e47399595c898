package dev.coterie.language.tfidf;

/**
 * Numbers for terms: a term is built word by word, from the empty one, which is 0. Reading is for
 * any number of threads.
 */
sealed interface TermSpace permits Vocabulary, Buckets {
  /** The number of a word by itself; negative where no term has it. */
  int word(String word);

  /** The term that is one word longer; 0 where there is none. */
  int longer(int term, int word);
}
