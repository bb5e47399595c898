package dev.coterie.pipeline.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamingTest {
  /** Nothing tells where a name is, so that the first name that may stand does. */
  private static final TextPlacing NOWHERE =
      new TextPlacing() {
        @Override
        public Matrix items() {
          return Matrix.zeros(0, 2);
        }

        @Override
        public Matrix of(List<String> texts) {
          return Matrix.zeros(texts.size(), 2);
        }
      };

  private static List<String> names(List<List<String>> candidates) {
    List<String> ids =
        IntStream.range(0, candidates.size()).mapToObj(group -> "s" + group).toList();
    try (Workers workers = Workers.of(1)) {
      return Naming.of(
              candidates.stream().map(fitting -> new NameCandidates(fitting, List.of())).toList(),
              ids,
              ids,
              candidates.stream().map(each -> List.<Integer>of()).toList(),
              Set.of("tea and coffee"),
              NOWHERE,
              workers)
          .stream()
          .map(Naming.Name::text)
          .toList();
    }
  }

  @Test
  void noNameIsMadeOfTheWordsOfAnother() {
    assertThat(
            names(
                List.of(
                    List.of("Jumbo bag & toy", "Jumbo bag"),
                    List.of("Jumbo bag", "Paisley & toy"),
                    List.of("Toy & jumbo bag", "Jumbo bag & doormat", "Doormat & tin"))))
        .containsExactly("Jumbo bag & toy", "Paisley & toy", "Doormat & tin");
  }

  @Test
  void whereThereIsNoChoiceNamesAreStillUnique() {
    assertThat(
            names(
                List.of(
                    List.of("Jumbo bag & toy"),
                    List.of("Toy & jumbo bag", "Jumbo bag"),
                    List.of("Jumbo bag & toy"))))
        .containsExactly("Jumbo bag & toy", "Jumbo bag", "Jumbo bag & toy s2");
  }
}
