package dev.coterie.pipeline.backtest;

import dev.coterie.recommend.evaluation.Protocol;
import dev.coterie.recommend.evaluation.Split;
import java.util.List;
import java.util.Optional;

/**
 * What a backtest asks.
 *
 * @param parts how the events are parted
 * @param protocol what is relevant, and by which formulas
 * @param places lengths of the lists that are judged, each at least 1; none: the protocol's
 */
public record Question(Parts parts, Protocol protocol, List<Integer> places) {
  public Question {
    places = List.copyOf(places.isEmpty() ? List.of(protocol.places()) : places);
  }

  /** How events are parted into what is learned from and what is foreseen. */
  public sealed interface Parts {
    /** By a split; the usual one of the data or of the protocol where none is named. */
    record BySplit(Optional<Split> split) implements Parts {}

    /**
     * What is foreseen stands in files of its own, what is learned from are the events.
     *
     * @param test files or patterns
     * @param validation on which settings and weights are learned; none: on parts of the events
     */
    record ByFiles(List<String> test, List<String> validation) implements Parts {
      public ByFiles {
        test = List.copyOf(test);
        validation = List.copyOf(validation);
      }
    }
  }
}
