package dev.coterie.language.chat;

import java.util.Optional;

/** Answers that were good, by what was asked of which model. Safe for many threads. */
public interface AnswerCache {
  /** Keeps nothing. */
  AnswerCache NONE =
      new AnswerCache() {
        @Override
        public Optional<String> find(String question) {
          return Optional.empty();
        }

        @Override
        public void keep(String question, String answer) {}
      };

  /** What was kept for exactly this question. */
  Optional<String> find(String question);

  /** Keeps an answer; a cache that cannot is no reason to fail. */
  void keep(String question, String answer);
}
