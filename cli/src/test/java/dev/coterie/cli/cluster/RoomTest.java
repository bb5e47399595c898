package dev.coterie.cli.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.numeric.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RoomTest {
  private static ClusterOptions options(String... words) {
    return CommandLine.populateCommand(new ClusterOptions(), words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AVERAGE", "COMPLETE"})
  void allPairsThatDoNotFitAreRefusedWithTheFigureAndAWayOut(String algorithm) {
    Matrix rows = Matrix.zeros(30_000, 2);
    assertThatThrownBy(
            () -> Room.require(options("--algorithm", algorithm, "--k", "3"), rows, 2L << 30))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("30000 points needs about 3.4 GiB")
        .hasMessageContaining("--algorithm kmeans")
        .hasMessageContaining("--memory 8G");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WARD", "SINGLE", "HDBSCAN", "DBSCAN", "KMEANS", "GMM", "AUTO"})
  void othersFit(String algorithm) {
    Matrix rows = Matrix.zeros(30_000, 64);
    assertThatCode(() -> Room.require(options("--algorithm", algorithm), rows, 1L << 30))
        .doesNotThrowAnyException();
  }

  @Test
  void whatNothingCanHoldIsRefused() {
    Matrix rows = Matrix.zeros(1000, 100);
    for (Algorithm algorithm : Algorithm.values()) {
      assertThatThrownBy(
              () -> Room.require(options("--algorithm", algorithm.name()), rows, 400_000))
          .as(algorithm.word())
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("or give it more");
    }
  }
}
