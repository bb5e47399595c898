package dev.coterie.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.live.refit.WeightFiles;
import dev.coterie.numeric.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFilesTest {
  @TempDir private Path folder;

  @Test
  void weightsComeBackAsTheyWereAndOthersAreNotTaken() throws IOException {
    WeightFiles files = new WeightFiles(folder);
    // More than one chunk, and not a whole number of them.
    Matrix weights = Matrix.zeros(601, 601);
    for (int i = 0; i < weights.data().length; i++) {
      weights.data()[i] = i * 0.37f - 1000;
    }
    assertThat(files.find("NEXT", 601)).isEmpty();
    files.keep("NEXT", weights);
    assertThat(files.find("NEXT", 601)).contains(weights);
    assertThat(files.find("NEXT", 600)).isEmpty();
    assertThat(files.find("EASE", 601)).isEmpty();
    Files.write(folder.resolve("next.f32"), new byte[] {1, 2, 3});
    assertThat(files.find("NEXT", 601)).isEmpty();
  }
}
