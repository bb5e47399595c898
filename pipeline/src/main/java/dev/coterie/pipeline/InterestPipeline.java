package dev.coterie.pipeline;

import dev.coterie.domain.Chosen;
import dev.coterie.domain.CleanData;
import dev.coterie.domain.Description;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Fit;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Plan;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.chat.Scribe;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.describe.Describing;
import dev.coterie.pipeline.embed.EmbeddedTexts;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.ItemVectors;
import dev.coterie.pipeline.given.GivenFile;
import dev.coterie.pipeline.given.GivenFinding;
import dev.coterie.pipeline.ingest.CatalogueRows;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.lineage.Forerunner;
import dev.coterie.pipeline.lineage.Generation;
import dev.coterie.pipeline.lineage.Succession;
import dev.coterie.pipeline.plan.Planning;
import dev.coterie.pipeline.recommend.ListRules;
import dev.coterie.pipeline.recommend.RecommenderFitting;
import dev.coterie.pipeline.recommend.Recommenders;
import dev.coterie.pipeline.segment.Segmenting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The story: from event files to named segments and recommendations.
 *
 * <pre>
 * files
 *  └─ ingest ──► clean events and catalogue
 *      └─ embed ──► item and query vectors
 *          └─ choice ──► how to make the item space, by a held-out end of the events
 *              └─ profile ──► item space, interest vectors, behaviour features
 *                  └─ segment ──► segments, subsegments, memberships, quality
 *                  │   └─ lineage ──► the ids of an earlier fit, where there is one to follow
 *                      └─ describe ──► phrases, exemplars, lift, names
 *                          └─ recommend ──► fitted recommenders, lists with reasons
 * </pre>
 */
public final class InterestPipeline {
  private InterestPipeline() {}

  /**
   * Runs the whole job. The result depends on the data, the configuration and its seed, not on the
   * order of the rows or the number of threads.
   *
   * @param progress told what runs; may throw to stop the work
   * @throws dev.coterie.domain.CoterieException telling what is wrong, where, and the remedy
   */
  public static Fit fit(FitConfiguration configuration, Machine machine, Progress progress) {
    Stopwatch stopwatch = new Stopwatch(progress);
    Optional<Forerunner> earlier = configuration.from().map(Path::of).map(Forerunner::read);
    Optional<GivenFile> given = configuration.segmentsFile().map(Path::of).map(GivenFile::read);
    EventSource source = configuration.source().source(2);
    Plan plan =
        stopwatch.time(
            "plan",
            () ->
                Planning.plan(
                    source, configuration.effort(), machine.memoryBytes(), machine.reading()));
    Planning.require(plan);
    CleanData data =
        stopwatch.time("ingest", () -> Ingest.read(source, machine.reading(), progress));
    return fit(data, source, earlier, given, plan, configuration, machine, stopwatch, progress);
  }

  private static Fit fit(
      CleanData read,
      EventSource source,
      Optional<Forerunner> earlier,
      Optional<GivenFile> given,
      Plan plan,
      FitConfiguration configuration,
      Machine machine,
      Stopwatch stopwatch,
      Progress progress) {
    ListRules.require(read.events(), configuration.recommend());
    long seed = configuration.seed();
    Optional<Generation> before = earlier.map(Forerunner::generation);
    Optional<Chosen> chosen = earlier.map(Forerunner::chosen).filter(_ -> !configuration.anew());
    try (Workers workers = Workers.of(machine.threads());
        Scribe scribe = Scribe.of(configuration.chat(), machine.chats())) {
      ItemVectors.Brought brought =
          stopwatch.time(
              "embed",
              () ->
                  ItemVectors.read(
                      read.events(),
                      configuration.embedding(),
                      () -> CatalogueRows.ids(source, machine.reading()),
                      machine.cache(),
                      workers,
                      progress));
      CleanData data = brought.of(read);
      EventLog events = data.events();
      ItemEmbedding embedding = new ItemEmbedding(configuration.embedding(), machine.cache());
      EmbeddedTexts texts =
          stopwatch
              .time("embed", () -> embedding.embed(events, seed, workers, progress))
              .with(brought);
      SpaceChoice choice =
          stopwatch.time(
              "choose",
              () ->
                  chosen
                      .flatMap(old -> SpaceChoice.takenOver(old, configuration.profile()))
                      .orElseGet(
                          () ->
                              SpaceChoice.of(
                                  events,
                                  data.robots(),
                                  configuration.profile(),
                                  configuration.segments(),
                                  seed,
                                  workers,
                                  progress)));
      Understanding found =
          Understanding.of(
              events,
              data.robots(),
              texts.blocks(),
              choice,
              before,
              (space, profiles) ->
                  given
                      .map(
                          file ->
                              GivenFinding.of(
                                  file,
                                  events,
                                  space,
                                  profiles,
                                  words ->
                                      new NamePlaces(
                                              embedding, space, texts.blocks(), seed, workers)
                                          .of(words)))
                      .orElseGet(() -> GivenFinding.none(events.users().size())),
              configuration,
              workers,
              stopwatch,
              progress);
      Optional<Succession> succession =
          before.map(
              old ->
                  stopwatch.time(
                      "lineage",
                      () -> Succession.of(old, events, found.space(), found.segmentation())));
      Understanding users = succession.map(next -> found.withIds(next.ids())).orElse(found);
      Matrix map =
          stopwatch.time("map", () -> Segmenting.map(users.profiles().interest(), seed, workers));
      List<Description> described =
          stopwatch.time(
              "describe",
              () ->
                  Describing.describe(
                      events,
                      users.profiles(),
                      users.segmentation(),
                      new NamePlaces(embedding, users.space(), texts.blocks(), seed, workers),
                      configuration.describe(),
                      data.robots(),
                      scribe,
                      workers,
                      progress));
      List<Description> descriptions =
          given.map(file -> file.named(users.segmentation().ids(), described)).orElse(described);
      Recommenders recommenders =
          stopwatch.time(
              "recommend",
              () ->
                  RecommenderFitting.fit(
                      events,
                      data.robots(),
                      users.audience(),
                      known ->
                          Understanding.audienceOf(
                              known,
                              data.robots(),
                              texts.blocks(),
                              choice,
                              users.segmentation().segments(),
                              configuration,
                              workers),
                      chosen.filter(Chosen::tried),
                      configuration.recommend(),
                      seed,
                      workers,
                      progress));
      Manifest manifest =
          Manifests.of(
              data,
              texts,
              choice,
              users,
              descriptions,
              scribe.spending(),
              recommenders,
              succession.map(Succession::lineage),
              given.map(GivenFile::text),
              configuration,
              plan,
              stopwatch.seconds());
      return new Fit(
          data,
          texts.blocks(),
          users.space(),
          users.profiles(),
          users.segmentation(),
          map,
          descriptions,
          recommenders.lists(),
          recommenders.settings(),
          manifest);
    }
  }
}
