package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportImagesTest {
  private static final Set<Integer> THREE = Set.of(0x3b66d6, 0xe0851b, 0x2c9a6b);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(ReportLanguage.class)
  void everySegmentIsInMapAndSilhouettePlot(ReportLanguage language) throws IOException {
    Report.images(FakeReports.shop(1, 900, 3), folder.resolve("a").resolve("b"), language);
    assertThat(colours("silhouette.png")).containsAll(THREE);
    assertThat(colours("map.png").size()).isGreaterThan(50);
    assertThat(colours("k-curve.png")).contains(0x3b66d6, 0x2c9a6b);
  }

  @Test
  void aSingleSegmentHasNoCurve() throws IOException {
    Report.images(FakeReports.single(), folder.resolve("a").resolve("b"));
    assertThat(folder.resolve("a/b/map.png")).exists();
    assertThat(folder.resolve("a/b/k-curve.png")).doesNotExist();
  }

  @Test
  void namesThatAreAlikeOrStrangeAreDrawnToo() throws IOException {
    Report.images(FakeReports.hostile(), folder.resolve("a").resolve("b"));
    assertThat(colours("map.png").size()).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Garden", "手冲咖啡", "Café — 家居收纳", "тест"})
  void noCharacterIsABoxWhereAFontHasIt(String text) {
    boolean some =
        Arrays.stream(
                GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames())
            .anyMatch(family -> new Font(family, Font.PLAIN, 12).canDisplayUpTo(text) < 0);
    assertThat(ChartFont.showing(text).canDisplayUpTo(text) < 0).isEqualTo(some);
  }

  private Set<Integer> colours(String name) throws IOException {
    Path file = folder.resolve("a").resolve("b").resolve(name);
    assertThat(Files.size(file)).isGreaterThan(5000);
    BufferedImage image = ImageIO.read(file.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }
}
