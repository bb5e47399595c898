package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.cli.cluster.Algorithm;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.matrix.MatrixFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ClusterCommandTest {
  private static final int POINTS = 120;

  @TempDir Path folder;
  private Path points = Path.of("");
  private Path truth = Path.of("");
  private Path labels = Path.of("");

  @BeforeEach
  void writePoints() throws IOException {
    points = folder.resolve("x.npy");
    truth = folder.resolve("t.csv");
    labels = folder.resolve("labels.csv");
    SplittableRandom random = new SplittableRandom(4);
    Matrix x = Matrix.zeros(POINTS, 3);
    StringBuilder groups = new StringBuilder("truth\n");
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < 3; j++) {
        x.set(i, j, (float) (random.nextGaussian() + (i % 3 == j ? 20 : 0)));
      }
      groups.append(i % 3).append('\n');
    }
    MatrixFile.write(points, x);
    Files.writeString(truth, groups);
  }

  private CommandRun run(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("cluster"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--out", labels, "--format", "json"));
    return CommandRun.of(all.toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kmeans --k 3",
        "minibatch --k 3",
        "bisecting --k 3",
        "ward --k 3",
        "average --k 3",
        "complete --height 15",
        "single --k 3",
        "dbscan --epsilon 3 --min-points 4 --noise nearest",
        "hdbscan --min-cluster-size 20 --min-points 5 --max-noise 0%",
        "gmm --k 3 --covariance tied",
        "kmeans --k 3 --distance cosine",
        "ward --k 3 --distance mahalanobis",
        "gmm --k 3 --reduce 2",
        "gmm",
        "auto"
      })
  void everyAlgorithmFindsTheGroups(String algorithm) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(points, "--algorithm"));
    arguments.addAll(List.of(algorithm.split(" ", -1)));
    arguments.addAll(List.of("--truth", truth, "--metrics", "--repeat", "2"));

    CommandRun run = run(arguments.toArray());

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode figures = run.json();
    assertThat(figures.get("algorithm").asString()).isEqualTo(algorithm.split(" ", -1)[0]);
    assertThat(figures.get("points").asInt()).isEqualTo(POINTS);
    assertThat(figures.get("dimensions").asInt()).isEqualTo(3);
    assertThat(figures.get("k").asInt()).isEqualTo(3);
    assertThat(figures.get("clusters").asInt()).isEqualTo(3);
    assertThat(figures.get("iterations").asInt()).isPositive();
    assertThat(figures.get("seconds").asDouble())
        .isBetween(0.0, figures.get("seconds_first").asDouble());
    assertThat(figures.get("ari").asDouble()).isGreaterThan(0.95);
    assertThat(figures.get("silhouette").asDouble()).isGreaterThan(0.3);
    assertThat(figures.propertyNames())
        .contains(
            "davies_bouldin", "calinski_harabasz", "centre_distance", "ami", "v_measure", "purity")
        .contains(algorithm.startsWith("gmm") ? "log_likelihood" : "inertia");
    if (algorithm.equals("auto")) {
      assertThat(figures.get("clusters_found").asBoolean()).isTrue();
      assertThat(figures.get("why").asString()).isNotBlank();
    }
    if (algorithm.equals("gmm")) {
      assertThat(figures.get("why").asString()).startsWith("k = 3 has the lowest BIC of k = 1 to ");
    }
    List<String> lines = Files.readAllLines(labels);
    assertThat(lines).hasSize(POINTS + 1);
    assertThat(lines.getFirst()).isEqualTo("row,label,confidence");
    assertThat(lines.get(1)).matches("0,\\d,[01]\\.\\d{6}");
  }

  @Test
  void aFitTakesTheSameNames() {
    List<String> ofFit =
        Arrays.stream(dev.coterie.pipeline.segment.Algorithm.values())
            .map(dev.coterie.pipeline.segment.Algorithm::word)
            .toList();
    assertThat(Arrays.stream(Algorithm.values()).map(Algorithm::word))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(ofFit.stream(), Stream.of("auto")).toList());
  }

  @Test
  void pointsThatDoNotClusterAreAResult() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    Matrix uniform = Matrix.zeros(200, 2);
    for (int i = 0; i < uniform.data().length; i++) {
      uniform.data()[i] = (float) random.nextDouble();
    }
    Path noise = folder.resolve("noise.npy");
    MatrixFile.write(noise, uniform);

    CommandRun run = run(noise);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().get("clusters_found").asBoolean()).isFalse();
    assertThat(run.json().get("clusters").asInt()).isEqualTo(1);
    assertThat(Files.readAllLines(labels).stream().skip(1)).allMatch(line -> line.contains(",0,"));
  }

  @Test
  void aTreeIsWrittenWhole() throws IOException {
    Path tree = folder.resolve("tree.csv");

    CommandRun run = run(points, "--algorithm", "ward", "--k", "3", "--tree", tree);

    assertThat(run.code()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(tree);
    assertThat(lines).hasSize(POINTS);
    assertThat(lines.getFirst()).isEqualTo("left,right,height,size");
    assertThat(lines.getLast()).endsWith("," + POINTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kmeans", "gmm"})
  void givenCentresAreTheStart(String algorithm) throws IOException {
    Path centres = folder.resolve("c.csv");
    Files.writeString(centres, "a,b,c\n20,0,0\n0,20,0\n0,0,20\n");

    CommandRun run =
        run(
            points,
            "--algorithm",
            algorithm,
            "--seed-centres",
            centres,
            "--tolerance",
            "0",
            "--max-iterations",
            "5");

    assertThat(run.code()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(labels);
    for (int i = 0; i < POINTS; i++) {
      assertThat(lines.get(i + 1)).startsWith(i + "," + i % 3 + ",");
    }
  }

  @Test
  void oneRowAndOneColumnWork() throws IOException {
    Path one = folder.resolve("one.csv");
    Files.writeString(one, "1,2,3\n");
    Path column = folder.resolve("column.csv");
    Files.writeString(column, "x\n1\n2\n30\n31\n");
    for (String algorithm :
        List.of(
            "kmeans --k 1",
            "ward --k 1",
            "single --k 1",
            "average --height 1",
            "dbscan --epsilon 1 --min-points 1",
            "hdbscan",
            "gmm",
            "auto")) {
      List<Object> arguments = new ArrayList<>(List.of(one, "--metrics", "--algorithm"));
      arguments.addAll(List.of(algorithm.split(" ", -1)));
      CommandRun run = run(arguments.toArray());
      assertThat(run.code()).as(algorithm + run.err()).isZero();
      assertThat(Files.readAllLines(labels)).hasSize(2);
      arguments.set(0, column);
      assertThat(run(arguments.toArray()).code()).as(algorithm).isZero();
      assertThat(Files.readAllLines(labels)).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--algorithm kmeans | needs --k",
        "--algorithm ward | --height",
        "--algorithm dbscan | needs --epsilon",
        "--algorithm dbscan --epsilon 1 --k 3 | --k is for --algorithm kmeans",
        "--algorithm kmeans --k 3 --tree t.csv | --tree is for",
        "--algorithm kmeans --k 0 | at least 1",
        "--algorithm kmeans --k 500 | more than the 120 points",
        "--algorithm ward --k 3 --height 2 | not both",
        "--algorithm hdbscan --max-noise 500% | 0% to 100%",
        "--algorithm hdbscan --max-noise much | such as 5%",
        "--algorithm kmeans --k 3 --repeat 0 | --repeat must be at least 1",
        "--algorithm kmeans --k 3 --reduce 0 | --reduce must be at least 1",
        "--algorithm nonsense | nonsense",
        "--algorithm dbscan --epsilon -1 | epsilon"
      })
  void badUsageIsRefused(String options, String message) {
    List<Object> arguments = new ArrayList<>(List.of(points));
    arguments.addAll(List.of(options.strip().split(" ", -1)));
    CommandRun run = run(arguments.toArray());
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(labels).doesNotExist();
  }

  @Test
  void badInputIsRefused() throws IOException {
    assertThat(run(folder.resolve("none.npy"), "--k", "2").code()).isEqualTo(3);
    Path words = folder.resolve("words.csv");
    Files.writeString(words, "id,x\na,1\nb,2\n");
    CommandRun run = run(words, "--algorithm", "kmeans", "--k", "2");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("'id' is not numeric");
    Path few = folder.resolve("few.csv");
    Files.writeString(few, "0\n1\n");
    CommandRun short_ = run(points, "--algorithm", "kmeans", "--k", "2", "--truth", few);
    assertThat(short_.code()).isEqualTo(3);
    assertThat(short_.err()).contains("2 labels for 120 points");
    Path narrow = folder.resolve("narrow.csv");
    Files.writeString(narrow, "1,2\n3,4\n");
    assertThat(run(points, "--algorithm", "kmeans", "--seed-centres", narrow).code()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row,label\n2,b\n0,a\n1,a\n3,b\n",
        "label\n0\n0\n1\n1\n",
        "0\n0\n1\n1\n",
        "a\na\nb\nb\n",
        "0,5\n1,5\n2,7\n3,7\n"
      })
  void metricsReadLabelsAsTheyCome(String text) throws IOException {
    Path line = folder.resolve("line.csv");
    Files.writeString(line, "1\n2\n30\n31\n");
    Path given = folder.resolve("given.csv");
    Files.writeString(given, text);
    CommandRun run =
        CommandRun.of(
            "metrics", line, given, "--truth", given, "--repeat", "2", "--format", "json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode figures = run.json();
    assertThat(figures.get("clusters").asInt()).isEqualTo(2);
    assertThat(figures.get("ari").asDouble()).isEqualTo(1);
    assertThat(figures.get("inertia").asDouble()).isCloseTo(1, within(1e-6));
    assertThat(figures.get("seconds").asDouble())
        .isLessThanOrEqualTo(figures.get("seconds_first").asDouble());
  }

  @Test
  void metricsReadArraysAndTablesAndLeaveNoiseOut() throws IOException {
    Path line = folder.resolve("line.csv");
    Files.writeString(line, "1\n2\n30\n31\n500\n");
    Path array = folder.resolve("labels.npy");
    MatrixFile.write(array, Matrix.of(5, 1, new float[] {0, 0, 1, 1, -1}));
    JsonNode figures = CommandRun.of("metrics", line, array, "--format", "json").json();
    assertThat(figures.get("inertia").asDouble()).isCloseTo(1, within(1e-6));
    assertThat(figures.get("clusters").asInt()).isEqualTo(2);
    assertThat(figures.has("ari")).isFalse();
  }

  @Test
  void onlyTheFiguresAskedFor() throws IOException {
    Path line = folder.resolve("line.csv");
    Files.writeString(line, "1\n2\n30\n31\n");
    Path given = folder.resolve("given.csv");
    Files.writeString(given, "0\n0\n1\n1\n");
    JsonNode figures =
        CommandRun.of("metrics", line, given, "--only", "silhouette,inertia", "--format", "json")
            .json();
    assertThat(figures.propertyNames()).contains("silhouette", "inertia");
    assertThat(figures.has("davies_bouldin")).isFalse();
    CommandRun unknown = CommandRun.of("metrics", line, given, "--only", "silouette");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean 'silhouette'?");
    CommandRun lacking = CommandRun.of("metrics", line, given, "--only", "ari");
    assertThat(lacking.code()).isEqualTo(2);
    assertThat(lacking.err()).contains("--truth");
  }
}
