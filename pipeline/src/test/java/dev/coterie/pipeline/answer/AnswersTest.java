package dev.coterie.pipeline.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Fit;
import dev.coterie.domain.Recommendation;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.answer.Answers.Person;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import dev.coterie.recommend.linear.WeightStore;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  @TempDir private Path folder;

  private Answers answers(Fit fit, Workers workers) {
    SnapshotWriter.write(fit, folder.resolve("snapshot"), false);
    return Answers.of(
        SnapshotReader.open(folder.resolve("snapshot")),
        UnaryOperator.identity(),
        VectorCache.none(),
        WeightStore.NONE,
        workers,
        Progress.NONE);
  }

  private Fit fit(Shape shape) {
    PlantedEvents.of(shape.withUsers(120).withMixed(0.1, 0.1), 4).write(folder, 0);
    return Story.fit(folder, folder, 2);
  }

  /** The events of one user as a log of its own. */
  private static EventLog of(EventLog events, int user) {
    int[] starts = events.userStarts();
    EventLog own = events.select(IntStream.range(starts[user], starts[user + 1]).toArray());
    return new EventLog(
        List.of(events.users().get(user)),
        own.items(),
        own.texts(),
        own.kinds(),
        new int[own.size()],
        own.item(),
        own.text(),
        own.kind(),
        own.time(),
        own.value(),
        own.quantity(),
        own.price(),
        own.basket());
  }

  @Test
  void whatASnapshotKeepsIsWhatWasFitted() {
    Fit fit = fit(Shape.PLAIN);
    try (Workers workers = Workers.of(2)) {
      Answers answers = answers(fit, workers);
      EventLog events = answers.fitted().events();
      EventLog expected = fit.data().events();
      assertThat(events.users()).isEqualTo(expected.users());
      assertThat(events.items()).isEqualTo(expected.items());
      assertThat(events.texts()).isEqualTo(expected.texts());
      assertThat(events.kinds()).isEqualTo(expected.kinds());
      assertThat(events.user()).isEqualTo(expected.user());
      assertThat(events.item()).isEqualTo(expected.item());
      assertThat(events.text()).isEqualTo(expected.text());
      assertThat(events.kind()).isEqualTo(expected.kind());
      assertThat(events.time()).isEqualTo(expected.time());
      assertThat(events.value()).isEqualTo(expected.value());
      assertThat(events.basket()).isEqualTo(expected.basket());
      assertThat(answers.fitted().interest()).isEqualTo(fit.profiles().interest());
      assertThat(answers.fitted().membership()).isEqualTo(fit.segmentation().membership());
      assertThat(answers.fitted().robots()).isEqualTo(fit.data().robots());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trainingUsersHaveThePlaceAndTheListThatTheFitGave(boolean times) {
    Fit fit = fit(times ? Shape.PLAIN : Shape.PLAIN.withoutTimes());
    try (Workers workers = Workers.of(2)) {
      Answers answers = answers(fit, workers);
      Ranker ranker = answers.ranker();
      Ranker.Scores scores = ranker.room();
      EventLog events = fit.data().events();
      for (int u = 0; u < events.users().size(); u++) {
        if (fit.data().robots().get(u)) {
          continue;
        }
        Person person = answers.person(of(events, u), workers);
        assertThat(person.place().segment()[0]).isEqualTo(fit.segmentation().segment()[u]);
        assertThat(person.profiles().interest().row(0))
            .containsExactly(fit.profiles().interest().row(u), within(1e-5f));
        assertThat(answers.interests(of(events, u), workers))
            .isEqualTo(fit.profiles().interests().get(u));
        ranker.score(person.state(), scores);
        TopK best =
            Ranking.best(
                scores.sum(),
                person.state().history(),
                Rules.unseen(events.items().size()),
                fit.lists().get(u).size());
        List<Recommendation> list = ranker.tell(best, person.state(), scores);
        List<Recommendation> fitted = fit.lists().get(u);
        assertThat(list).hasSameSizeAs(fitted);
        for (int i = 0; i < list.size(); i++) {
          assertThat(list.get(i).score()).isEqualTo(fitted.get(i).score(), within(1e-4));
          assertThat(list.get(i).affinity()).isEqualTo(fitted.get(i).affinity(), within(1e-3));
        }
        assertThat(list.getFirst().reasons()).isEqualTo(fitted.getFirst().reasons());
      }
    }
  }

  @Test
  void aUserWithoutEventsIsGivenWhatManyWentFor() {
    Fit fit = fit(Shape.PLAIN);
    try (Workers workers = Workers.of(1)) {
      Answers answers = answers(fit, workers);
      EventLog nobody =
          new EventLog(
              List.of("new"),
              List.of(),
              List.of(),
              fit.data().events().kinds(),
              new int[0],
              new int[0],
              new int[0],
              new byte[0],
              new long[0],
              new float[0],
              new float[0],
              new float[0],
              new int[0]);
      Person person = answers.person(nobody, workers);
      Ranker.Scores scores = answers.ranker().room();
      answers.ranker().score(person.state(), scores);
      assertThat(TopK.of(scores.sum(), 5).scores()[0]).isPositive();
    }
  }
}
