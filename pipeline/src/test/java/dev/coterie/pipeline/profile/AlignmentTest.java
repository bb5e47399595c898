package dev.coterie.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.ItemSpace.Rotation;
import dev.coterie.language.Script;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** The vectors of a planted log and what turns its languages. */
  private record Learned(PlantedEvents planted, Matrix vectors, String[] languages) {
    static Learned of(PlantedEvents planted) {
      EventLog log = planted.log();
      Touches touches = touches(log);
      String[] languages =
          Stream.concat(
                  log.items().stream().map(Item::language),
                  log.texts().stream().map(Script::language))
              .toArray(String[]::new);
      return new Learned(
          planted,
          Factorisation.PPMI.entities(touches, CoreEntities.of(touches), 64, 5, WORKERS),
          languages);
    }

    List<Rotation> rotations() {
      Touches touches = touches(planted.log());
      return Alignment.learn(touches, vectors, Rarity.of(touches.liked()), languages, WORKERS);
    }

    private static Touches touches(EventLog log) {
      return Touches.of(log, Decay.NONE, log.latest(), new BitSet());
    }

    /** Mean cosine of pairs of items. */
    double cosine(boolean sameInterest, boolean sameLanguage) {
      int[] interest = planted.interestOfItem();
      double sum = 0;
      int n = 0;
      for (int i = 0; i < interest.length; i++) {
        for (int j = 0; j < i; j++) {
          if ((interest[i] == interest[j]) == sameInterest
              && languages[i].equals(languages[j]) == sameLanguage) {
            sum +=
                VectorMath.cosine(
                    vectors.data(),
                    vectors.offset(i),
                    vectors.data(),
                    vectors.offset(j),
                    vectors.columns());
            n++;
          }
        }
      }
      return sum / n;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anInterestIsOnePlaceWhateverItIsWrittenIn(long seed) {
    Learned learned =
        Learned.of(PlantedEvents.of(Shape.PLAIN.withUsers(600).withLanguages(0.4, 0.05), seed));
    List<Rotation> rotations = learned.rotations();
    assertThat(rotations).extracting(Rotation::language).containsExactly("en", "zh");
    Rotation turned = rotations.getLast();
    assertThat(turned.pivot()).isEqualTo("en");
    assertThat(turned.applied()).isTrue();
    assertThat(turned.users()).isGreaterThanOrEqualTo(20);
    assertThat(turned.after()).isGreaterThan(turned.before());
    Alignment.apply(rotations, learned.vectors(), learned.languages());
    assertThat(learned.cosine(true, false)).isGreaterThan(learned.cosine(false, true) + 0.2);
    learned.vectors().requireFinite("turned");
  }

  @Test
  void nothingIsTurnedWhereAudiencesOverlap() {
    Learned learned = Learned.of(PlantedEvents.of(Shape.PLAIN.withLanguages(0.4, 1), 1));
    Rotation measured = isLeft(learned, learned.rotations());
    assertThat(measured.users()).isGreaterThanOrEqualTo(20);
    assertThat(measured.before()).isBetween(0.1, 1.0);
  }

  /** How far the languages lie from each other is told, and nothing else done. */
  private static Rotation isLeft(Learned learned, List<Rotation> rotations) {
    Matrix before = learned.vectors().copy();
    Alignment.apply(rotations, learned.vectors(), learned.languages());
    assertThat(learned.vectors()).isEqualTo(before);
    assertThat(rotations).hasSize(1);
    assertThat(rotations.getFirst().language()).isEqualTo("zh");
    assertThat(rotations.getFirst().applied()).isFalse();
    return rotations.getFirst();
  }

  @Test
  void nothingIsTurnedWhereThereIsOneLanguage() {
    assertThat(Learned.of(PlantedEvents.of(Shape.PLAIN, 1)).rotations()).isEmpty();
  }

  @Test
  void nothingIsTurnedByTooFewUsersOfBoth() {
    PlantedEvents planted = PlantedEvents.of(Shape.PLAIN.withLanguages(0.4, 0), 1);
    EventLog log = planted.log();
    BitSet firstLanguage = new BitSet();
    int[] home = new int[log.users().size()];
    for (int e = 0; e < log.size(); e++) {
      if (log.item()[e] != EventLog.NONE) {
        home[log.user()[e]] += PlantedEvents.isChinese(log.items().get(log.item()[e])) ? 1 : -1;
      }
    }
    for (int e = 0; e < log.size(); e++) {
      boolean chinese =
          log.item()[e] == EventLog.NONE
              ? Script.language(log.texts().get(log.text()[e])).equals("zh")
              : PlantedEvents.isChinese(log.items().get(log.item()[e]));
      firstLanguage.set(e, chinese == home[log.user()[e]] > 0);
    }
    EventLog apart = log.select(firstLanguage.stream().toArray());
    Touches touches = Learned.touches(apart);
    Learned learned = Learned.of(planted);
    List<Rotation> rotations =
        Alignment.learn(
            touches, learned.vectors(), Rarity.of(touches.liked()), learned.languages(), WORKERS);
    assertThat(isLeft(learned, rotations).users()).isLessThan(20);
  }
}
