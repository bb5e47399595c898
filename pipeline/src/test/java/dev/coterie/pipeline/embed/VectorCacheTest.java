package dev.coterie.pipeline.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.language.Embeddings;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorCacheTest {
  private static final String MODEL = "minilm/0123/onnxruntime-1.20.0/mean/256";

  @TempDir Path folder;

  private static Embeddings embeddings(long seed, int n, int dimension, int... truncated) {
    SplittableRandom random = Seeds.stream(seed, "vectors");
    Matrix vectors = Matrix.zeros(n, dimension);
    for (int i = 0; i < n * dimension; i++) {
      vectors.data()[i] = (float) random.nextGaussian();
    }
    BitSet cut = new BitSet();
    for (int i : truncated) {
      cut.set(i);
    }
    return new Embeddings(vectors, cut);
  }

  private static Map<Integer, float[]> find(VectorCache cache, String model, String... texts) {
    Map<Integer, float[]> found = new TreeMap<>();
    cache.find(
        model,
        List.of(texts),
        (text, vector, truncated) -> assertThat(found.put(text, vector)).isNull());
    return found;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 384})
  void whatWasAddedIsFoundBitForBitByAnotherProcess(int dimension) {
    Embeddings added = embeddings(1, 3, dimension, 1);
    VectorCache.in(folder).add(MODEL, List.of("mug", "杯子", ""), added);
    VectorCache cache = VectorCache.in(folder);
    Map<Integer, float[]> found = find(cache, MODEL, "unknown", "", "杯子", "mug");
    assertThat(found.keySet()).containsExactly(1, 2, 3);
    assertThat(found.get(1)).isEqualTo(added.vectors().row(2));
    assertThat(found.get(2)).isEqualTo(added.vectors().row(1));
    assertThat(found.get(3)).isEqualTo(added.vectors().row(0));
    List<Boolean> cut = new ArrayList<>();
    cache.find(MODEL, List.of("mug", "杯子"), (text, vector, truncated) -> cut.add(truncated));
    assertThat(cut).containsExactly(false, true);
    assertThat(cache.notes()).isEmpty();
  }

  @Test
  void anotherModelOrRuntimeKnowsNothingOfIt() {
    VectorCache cache = VectorCache.in(folder);
    cache.add(MODEL, List.of("mug"), embeddings(1, 1, 4));
    assertThat(find(cache, MODEL.replace("1.20", "1.29"), "mug")).isEmpty();
    assertThat(find(cache, MODEL, "mug")).hasSize(1);
  }

  @Test
  void laterAdditionsJoinEarlierOnes() {
    VectorCache cache = VectorCache.in(folder);
    cache.add(MODEL, List.of("a", "b"), embeddings(1, 2, 4));
    cache.add(MODEL, List.of("c"), embeddings(2, 1, 4));
    cache.add(MODEL, List.of(), embeddings(2, 0, 4));
    assertThat(find(cache, MODEL, "a", "b", "c", "d").keySet()).containsExactly(0, 1, 2);
  }

  @Test
  void manyWritersAtOnceLeaveWholeFiles() throws Exception {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 8; w++) {
      int writer = w;
      writers.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
              .start(
                  () -> {
                    VectorCache cache = VectorCache.in(folder);
                    for (int i = 0; i < 20; i++) {
                      cache.add(
                          MODEL, List.of("same " + i, writer + " " + i), embeddings(i, 2, 16));
                      find(cache, MODEL, "same " + i);
                      assertThat(cache.notes()).isEmpty();
                    }
                  }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(failures).isEmpty();
    VectorCache cache = VectorCache.in(folder);
    for (int i = 0; i < 20; i++) {
      assertThat(find(cache, MODEL, "same " + i, "0 " + i, "7 " + i)).hasSize(3);
    }
    assertThat(files()).noneMatch(file -> file.toString().endsWith(".tmp"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "short", "long", "header", "index", "vector"})
  void aDamagedFileIsNotedOnceAndForgotten(String damage) throws IOException {
    VectorCache.in(folder).add(MODEL, List.of("a", "b"), embeddings(1, 2, 4));
    Path file = files().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "empty" -> bytes = new byte[0];
      case "short" -> bytes = Arrays.copyOf(bytes, bytes.length - 1);
      case "long" -> bytes = Arrays.copyOf(bytes, bytes.length + 1);
      case "header" -> bytes[3] ^= 1;
      case "index" -> bytes[30] ^= 1;
      default -> bytes[bytes.length - 1] ^= 1;
    }
    Files.write(file, bytes);

    VectorCache cache = VectorCache.in(folder);
    assertThat(find(cache, MODEL, "b")).isEmpty();
    assertThat(find(cache, MODEL, "a")).isEmpty();
    assertThat(cache.notes()).singleElement().asString().contains(file.toString(), "damaged");
    cache.add(MODEL, List.of("a", "b"), embeddings(1, 2, 4));
    assertThat(find(VectorCache.in(folder), MODEL, "a", "b")).hasSize(2);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNotedOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    VectorCache cache = VectorCache.in(file);
    cache.add(MODEL, List.of("a"), embeddings(1, 1, 4));
    cache.add(MODEL, List.of("b"), embeddings(1, 1, 4));
    assertThat(find(cache, MODEL, "a")).isEmpty();
    assertThat(cache.notes())
        .singleElement()
        .asString()
        .contains(file.toString(), "--cache", "--no-cache");
  }

  @Test
  void noCacheKeepsNothing() {
    VectorCache cache = VectorCache.none();
    cache.add(MODEL, List.of("a"), embeddings(1, 1, 4));
    assertThat(find(cache, MODEL, "a")).isEmpty();
    assertThat(cache.notes()).isEmpty();
  }

  @Test
  void theDefaultFolderFollowsTheEnvironment() {
    assertThat(VectorCache.defaultFolder(Map.of("XDG_CACHE_HOME", "/c")))
        .isEqualTo(Path.of("/c/coterie"));
    Path home = Path.of(System.getProperty("user.home"), ".cache", "coterie");
    assertThat(VectorCache.defaultFolder(Map.of())).isEqualTo(home);
    assertThat(VectorCache.defaultFolder(Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(home);
  }
}
