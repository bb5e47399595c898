package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.CoterieException.TooLittle;
import dev.coterie.domain.Count;
import dev.coterie.domain.DataQuality;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads and cleans. The same rows in any order, for any number of threads, give the same result.
 */
public final class Ingest {
  private static final String STAGE = "reading";
  private static final int STEPS = 6;

  private final EventSource source;
  private final Resources resources;
  private final Progress progress;
  private final Instant now;

  private Ingest(EventSource source, Resources resources, Progress progress, Instant now) {
    this.source = source;
    this.resources = resources;
    this.progress = progress;
    this.now = now;
  }

  /**
   * Reads events and catalogue as {@code source} says, with the clock's time as now.
   *
   * @return the events that keep the rules; rows that do not are in the file {@code rejects}, in
   *     the temporary folder of {@code resources}
   * @throws BadInput where a file is missing, unreadable, no table, or holds too little
   * @throws dev.coterie.domain.CoterieException.BadUsage where an option makes no sense
   * @throws JobFailed where memory, disk or the temporary folder fail
   * @throws java.util.concurrent.CancellationException when {@code progress} stops it
   */
  public static CleanData read(EventSource source, Resources resources, Progress progress) {
    return read(source, resources, progress, Instant.now());
  }

  /** As {@link #read(EventSource, Resources, Progress)}; times much after {@code now} are wrong. */
  public static CleanData read(
      EventSource source, Resources resources, Progress progress, Instant now) {
    try {
      return new Ingest(source, resources, progress, now).read();
    } catch (Database.SqlFailure e) {
      throw new JobFailed(
          "Reading failed: "
              + e.reason()
              + "\nIf memory or disk is short, give --memory more or free the temporary folder "
              + resources.tempDir()
              + ".",
          e);
    } catch (UncheckedIOException e) {
      throw new JobFailed(
          "The temporary folder "
              + resources.tempDir()
              + " cannot be used: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  private CleanData read() {
    KindWords kinds = new KindWords(source.kindWeights(), source.kindNames());
    List<Path> events = SourceFiles.of(source.events());
    List<Path> items = SourceFiles.of(source.items());
    // Opening a database takes as long as looking through the files.
    CompletableFuture<Database> opening =
        CompletableFuture.supplyAsync(() -> Database.open(resources));
    List<SourceFile> files;
    try {
      files = inspect(events, items);
    } catch (RuntimeException e) {
      closeOpened(opening);
      throw e;
    }
    try (Database database = opened(opening)) {
      NormalForm.define(database);
      TimeReading.useZone(database, source.zone());
      return read(
          database,
          kinds,
          files.subList(0, events.size()),
          files.subList(events.size(), files.size()));
    }
  }

  private CleanData read(
      Database database, KindWords kinds, List<SourceFile> events, List<SourceFile> items) {
    progress.report(STAGE, 1, STEPS);
    RawRows raw = RawRows.load(database, "events", events);
    Optional<Catalogue> catalogue =
        items.isEmpty() ? Optional.empty() : Optional.of(Catalogue.read(database, items, source));
    refuseUnknownColumns(raw, catalogue);
    EventRows rows = EventRows.of(database, raw, source);
    rows.roles().refuseUnknownMissing(source.missing());
    refuseEmpty(database, raw);
    progress.report(STAGE, 2, STEPS);
    ParsedEvents parsed = new ParsedEvents(database, raw, rows, source, kinds);
    CleaningRules rules = parsed.create(now);
    progress.report(STAGE, 3, STEPS);
    Map<String, Map<Role, String>> itemTexts = ItemTexts.ofEvents(database, rows);
    Map<String, Item> listed = catalogue.map(Catalogue::items).orElse(Map.of());
    boolean idsAreTitles = rows.layout() == Layout.USERS;
    EventLog log = new EventColumns(database, kinds.kinds()).read(listed, itemTexts, idsAreTitles);
    progress.report(STAGE, 4, STEPS);
    BitSet robots = Robots.of(log);
    SequencedMap<String, String> reasons = rules.reasons();
    DataQuality quality =
        new QualityReport(database, raw, log, robots, catalogue)
            .report(reasons.sequencedKeySet(), parsed.missing());
    refuseTooFew(log, quality);
    progress.report(STAGE, 5, STEPS);
    Path rejects = rejects(database, raw, catalogue);
    String fingerprint = Fingerprint.of(log);
    progress.report(STAGE, STEPS, STEPS);
    return new CleanData(log, quality, reasons, robots, rejects, fingerprint);
  }

  /** What went wrong before matters more than whether the database could be opened. */
  private static void closeOpened(CompletableFuture<Database> opening) {
    opening
        .handle(
            (database, failure) -> {
              if (database != null) {
                database.close();
              }
              return true;
            })
        .join();
  }

  private static Database opened(CompletableFuture<Database> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private List<SourceFile> inspect(List<Path> events, List<Path> items) {
    HeaderNames known = HeaderNames.of(source);
    SourceFile[] files = new SourceFile[events.size() + items.size()];
    try (Workers workers = Workers.of(resources.threads())) {
      workers.forBlocks(
          files.length,
          1,
          (from, to) -> {
            boolean event = from < events.size();
            Path path = event ? events.get(from) : items.get(from - events.size());
            Layout layout = event ? source.layout() : Layout.EVENTS;
            files[from] = new FileInspection(path, known, layout).inspect();
          });
    }
    return Arrays.asList(files);
  }

  private void refuseUnknownColumns(RawRows raw, Optional<Catalogue> catalogue) {
    Set<String> columns = new LinkedHashSet<>(raw.columns());
    catalogue.ifPresent(read -> columns.addAll(read.raw().columns()));
    ColumnRoles.refuseUnknown(source.columns(), columns);
  }

  private static void refuseEmpty(Database database, RawRows raw) {
    if (database.number("SELECT count(*) FROM " + raw.table()) > 0) {
      return;
    }
    long broken = database.number("SELECT count(*) FROM " + raw.table() + "_broken");
    throw new BadInput(
        broken == 0
            ? EventRows.files(raw) + " has a header but no rows."
            : "None of the "
                + broken
                + " rows of "
                + EventRows.files(raw)
                + " can be read: they have not the "
                + raw.columns().size()
                + " columns of the header, or are not UTF-8.");
  }

  private void refuseTooFew(EventLog log, DataQuality quality) {
    int subjects = quality.items() + log.texts().size();
    if (log.users().size() >= source.fewest() && subjects >= source.fewest()) {
      return;
    }
    List<String> dropped = new ArrayList<>();
    quality
        .rejected()
        .forEach(
            (rule, count) -> {
              if (count > 0) {
                dropped.add(rule + " " + count);
              }
            });
    throw new TooLittle(
        "Too little data: "
            + Count.of(log.users().size(), "user")
            + " and "
            + Count.of(quality.items(), "item")
            + " in "
            + quality.kept()
            + " of "
            + Count.of(quality.rows(), "row")
            + "; at least "
            + source.fewest()
            + " of each are needed."
            + (dropped.isEmpty() ? "" : "\nLeft out: " + String.join(", ", dropped) + "."));
  }

  private Path rejects(Database database, RawRows raw, Optional<Catalogue> catalogue) {
    try {
      Path file = Files.createTempFile(resources.tempDir(), "rejects-", ".parquet");
      Rejects rejects =
          new Rejects(database)
              .add(raw, "(SELECT rid, reason FROM parsed WHERE reason IS NOT NULL)");
      catalogue.ifPresent(read -> rejects.add(read.raw(), read.rejected()));
      rejects.write(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
