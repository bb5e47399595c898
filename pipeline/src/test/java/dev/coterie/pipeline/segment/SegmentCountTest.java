package dev.coterie.pipeline.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SegmentCountTest {
  private static final Matrix TWO = Matrix.ofRows(new float[][] {{1, 0}, {0, 1}});

  @Test
  void oneSegmentHoldsWhoeverThereIs() {
    assertThat(choose(Matrix.zeros(0, 2), 1).clustering()).isEmpty();
    assertThat(choose(TWO, 1).clustering()).isEmpty();
  }

  @Test
  void moreSegmentsThanKnownUsersAreRefused() {
    assertThatThrownBy(() -> choose(TWO, 3))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("segments.k is 3, but only 2 users");
  }

  @Test
  void figuresAreWrittenAlikeWhateverTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(choose(TWO, SegmentOptions.defaults()).verdict().reason())
          .contains("2 users", "20");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static SegmentCount choose(Matrix known, int k) {
    return choose(known, SegmentOptions.defaults().withK(k));
  }

  private static SegmentCount choose(Matrix known, SegmentOptions options) {
    try (Workers workers = Workers.of(1)) {
      return SegmentCount.choose(known, options, 1, 42, workers, Progress.NONE);
    }
  }
}
