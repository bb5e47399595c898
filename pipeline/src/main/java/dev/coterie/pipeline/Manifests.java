package dev.coterie.pipeline;

import dev.coterie.domain.Choices;
import dev.coterie.domain.CleanData;
import dev.coterie.domain.Description;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Manifest.Alignment;
import dev.coterie.domain.Note;
import dev.coterie.domain.Plan;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Snapshot;
import dev.coterie.domain.TextBlock;
import dev.coterie.language.chat.Spending;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.embed.EmbeddedTexts;
import dev.coterie.pipeline.recommend.Recommenders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/** Writes down where a fit comes from. */
final class Manifests {
  private Manifests() {}

  static Manifest of(
      CleanData data,
      EmbeddedTexts texts,
      SpaceChoice choice,
      Understanding users,
      List<Description> descriptions,
      Optional<Spending> chat,
      Recommenders recommenders,
      Optional<Lineage> lineage,
      Optional<String> given,
      FitConfiguration configuration,
      Plan plan,
      SequencedMap<String, Double> timings) {
    List<Choices.Choice> choices = new ArrayList<>(choice.choices());
    choices.addAll(users.space().trials().choices());
    choices.addAll(users.given());
    if (users.segmentation().verdict().basis() != Segmentation.Basis.FORESIGHT) {
      choices.removeIf(each -> each.setting().equals("segments.k"));
    }
    String method = users.space().method();
    if (method.equals(ItemSpace.CONTENT)) {
      choices.removeIf(each -> each.setting().equals("profile.factorisation"));
    }
    choices.replaceAll(
        each -> each.setting().equals("profile.factorisation") ? used(each, method) : each);
    choices.addAll(recommenders.choices());
    return new Manifest(
        Snapshot.FORMAT,
        id(data, given, configuration),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        configuration.seed(),
        ConfigurationFile.of(configuration).asMap(),
        Provenance.versions(texts.models()),
        data.fingerprint(),
        data.quality(),
        counts(data, texts, users.segmentation(), descriptions, chat),
        new Manifest.SegmentFigures(
            users.segmentation().segments(),
            users.segmentation().subsegments(),
            users.segmentation().overall(),
            users.segmentation().curve(),
            users.segmentation().verdict()),
        figures(users.space()),
        new Choices(choices),
        recommenders.fusion(),
        lineage,
        timings,
        Provenance.peakMemoryMib(),
        plan);
  }

  /** The choice as it came out where the factorisation that was chosen had nothing to work with. */
  private static Choices.Choice used(Choices.Choice choice, String method) {
    return choice.chosen().equals(method)
        ? choice
        : new Choices.Choice(
            choice.setting(), method, Note.of("default-nothing-shared"), choice.trials());
  }

  /** The same data and configuration give the same id. */
  private static String id(CleanData data, Optional<String> given, FitConfiguration configuration) {
    String all = data.fingerprint() + ConfigurationFile.of(configuration).text() + given.orElse("");
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static SequencedMap<String, Long> counts(
      CleanData data,
      EmbeddedTexts texts,
      Segmentation segmentation,
      List<Description> descriptions,
      Optional<Spending> chat) {
    SequencedMap<String, Long> counts = new LinkedHashMap<>();
    counts.put("users", (long) data.events().users().size());
    counts.put("items", (long) data.events().items().size());
    counts.put("texts", (long) data.events().texts().size());
    counts.put("events", (long) data.events().size());
    counts.put("segments", (long) segmentation.segments());
    counts.put("subsegments", (long) segmentation.subsegments());
    counts.put("texts_embedded", (long) texts.embedded());
    counts.put("texts_cached", (long) texts.cached());
    counts.put("texts_cut", texts.blocks().stream().mapToLong(TextBlock::truncated).sum());
    if (texts.unreadable() > 0) {
      counts.put("images_unreadable", (long) texts.unreadable());
    }
    if (texts.traffic().calls() > 0) {
      counts.put("embedding_calls", texts.traffic().calls());
      counts.put("embedding_tokens", texts.traffic().promptTokens());
    }
    chat.ifPresent(
        spent -> {
          counts.put(
              "names_written",
              descriptions.stream()
                  .flatMap(description -> description.writer().stream())
                  .filter(writer -> !writer.equals(Description.PERSON))
                  .count());
          counts.put("chat_calls", spent.calls());
          counts.put("chat_cached", spent.cached());
          counts.put("chat_refused", spent.refused());
          counts.put("chat_tokens", spent.tokens());
        });
    return counts;
  }

  private static Manifest.SpaceFigures figures(ItemSpace space) {
    SequencedMap<String, Double> explained = new LinkedHashMap<>();
    for (TextMap map : space.textMaps()) {
      explained.put(map.embedder(), map.explained());
    }
    return new Manifest.SpaceFigures(
        space.method(),
        space.dimension(),
        explained,
        space.rotations().stream()
            .filter(rotation -> !rotation.language().equals(rotation.pivot()))
            .map(
                rotation ->
                    new Alignment(
                        rotation.language(),
                        rotation.pivot(),
                        rotation.users(),
                        rotation.before(),
                        rotation.after(),
                        rotation.applied()))
            .toList(),
        space.trials().blocks());
  }
}
