package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What small pieces of the sources hold: at most {@value #PIECES} of {@value #PIECE_BYTES} bytes of
 * the events and as much of the catalogue, read as {@link Ingest} reads all of it, with the filter
 * and the values that mean missing, but without looking for duplicates or at times.
 *
 * @param events of the event files
 * @param catalogue of the item files; of no rows where there are none
 * @param pieces of the event files that were read
 * @param clean events in the pieces that name a user and an item or words
 * @param users how many were seen in exactly so many pieces, from 0 to {@code pieces}
 * @param items the same of the items of events
 * @param words the same of queries and reviews
 * @param itemText of the catalogue, or of the events where they describe their items
 * @param wordText of queries and reviews
 * @param hasTimes whether a column tells the time
 */
public record SourceSample(
    Rows events,
    Rows catalogue,
    int pieces,
    long clean,
    long[] users,
    long[] items,
    long[] words,
    Text itemText,
    Text wordText,
    boolean hasTimes) {
  private static final int PIECES = 24;
  private static final int PIECE_BYTES = 1 << 17;

  /** Unpacked bytes of compressed files that are passed on the way to the pieces. */
  private static final long REACH = 48L << 20;

  /**
   * Rows of some files.
   *
   * @param seen in the pieces
   * @param all estimated; exact where the pieces hold everything, and of Parquet
   * @param characters of a row's values, on average
   */
  public record Rows(long seen, double all, double characters) {}

  /**
   * Text of items or words.
   *
   * @param share of items or words that have any
   * @param characters on average, of those that have any
   * @param chinese share of these
   */
  public record Text(double share, double characters, double chinese) {
    static final Text NONE = new Text(0, 0, 0);
  }

  /**
   * Looks at pieces of the files. Its refusals name the pieces: let {@link Ingest} repeat them.
   *
   * @param resources the pieces are in its temporary folder for as long as they are read
   * @throws dev.coterie.domain.CoterieException where the pieces are refused
   */
  public static SourceSample of(EventSource source, Resources resources) {
    List<Path> events = SourceFiles.of(source.events());
    List<Path> items = SourceFiles.of(source.items());
    try {
      Path folder = Files.createTempDirectory(resources.tempDir(), "sample-");
      try (Database database = Database.open(resources)) {
        NormalForm.define(database);
        TimeReading.useZone(database, source.zone());
        return new Reading(source, database, folder).read(events, items);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new BadInput("The sources cannot be sampled: " + e.getMessage() + ".", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** One look. */
  private static final class Reading {
    private final EventSource source;
    private final Database database;
    private final Path folder;

    Reading(EventSource source, Database database, Path folder) {
      this.source = source;
      this.database = database;
      this.folder = folder;
    }

    SourceSample read(List<Path> eventFiles, List<Path> itemFiles) throws IOException {
      Pieces pieces = pieces(eventFiles, source.layout());
      RawRows raw = RawRows.load(database, "events", pieces.files());
      EventRows rows = EventRows.of(database, raw, source);
      Set<String> columns = new LinkedHashSet<>(raw.columns());
      Rows catalogue = new Rows(0, 0, 0);
      Text itemText = Text.NONE;
      if (!itemFiles.isEmpty()) {
        Pieces itemPieces = pieces(itemFiles, Layout.EVENTS);
        RawRows rawItems = RawRows.load(database, "items", itemPieces.files());
        columns.addAll(rawItems.columns());
        ColumnRoles roles = Catalogue.roles(rawItems, source);
        roles.require(EventRows.files(rawItems), Role.ITEM);
        catalogue = rows(rawItems, itemPieces);
        itemText = text(itemText(roles), rawItems.table());
      }
      ColumnRoles.refuseUnknown(source.columns(), columns);
      rows.roles().refuseUnknownMissing(source.missing());
      clean(raw, rows);
      if (itemFiles.isEmpty()) {
        itemText = text("any_value(item_text)", "sampled WHERE item IS NOT NULL GROUP BY item");
      }
      return new SourceSample(
          rows(raw, pieces),
          catalogue,
          pieces.files().size(),
          database.number("SELECT count(*) FROM sampled"),
          sightings("\"user\"", pieces.files().size()),
          sightings("item", pieces.files().size()),
          sightings("words", pieces.files().size()),
          itemText,
          text("words", "sampled WHERE words IS NOT NULL GROUP BY words"),
          rows.has().contains(Role.TIME));
    }

    /**
     * Pieces of several files.
     *
     * @param shares for each piece, the part of its file that all pieces of that file hold
     * @param skipped how many times larger all files are than those with pieces
     */
    private record Pieces(List<SourceFile> files, List<Double> shares, double skipped) {}

    private Pieces pieces(List<Path> paths, Layout layout) throws IOException {
      double allBytes = 0;
      for (Path path : paths) {
        allBytes += Files.size(path);
      }
      int every = Math.ceilDiv(paths.size(), PIECES);
      double bytes = 0;
      List<SourceFile> files = new ArrayList<>();
      List<Double> shares = new ArrayList<>();
      HeaderNames known = HeaderNames.of(source);
      for (int f = 0; f < paths.size(); f += every) {
        SourceFile head = new FileInspection(paths.get(f), known, layout).inspectHead();
        long size = Files.size(paths.get(f));
        bytes += size;
        int wanted = (int) Math.max(1, Math.round(PIECES * (size * every / allBytes)));
        if (head.format() == Format.PARQUET) {
          ParquetSample sample = ParquetSample.of(database, head, wanted, folder);
          files.addAll(sample.pieces());
          shares.addAll(Collections.nCopies(sample.pieces().size(), sample.share()));
        } else {
          FileSample sample =
              FileSample.of(head, wanted, PIECE_BYTES, REACH * wanted / PIECES, folder);
          files.addAll(sample.pieces());
          shares.addAll(Collections.nCopies(sample.pieces().size(), sample.share()));
        }
      }
      if (files.isEmpty()) {
        throw new BadInput("No rows were found in " + paths.getFirst() + ".");
      }
      return new Pieces(files, shares, allBytes / Math.max(1, bytes));
    }

    private Rows rows(RawRows raw, Pieces pieces) {
      String cells =
          raw.columns().isEmpty()
              ? "0"
              : Stream.iterate(0, c -> c + 1)
                  .limit(raw.columns().size())
                  .map(c -> "coalesce(strlen(" + RawRows.column(c) + "), 0)")
                  .collect(Collectors.joining(" + "));
      long[] seen = {0};
      double[] all = {0};
      double[] characters = {0};
      database.query(
          "SELECT src, count(*), sum(" + cells + ") FROM " + raw.table() + " GROUP BY src",
          row -> {
            seen[0] += row.getLong(2);
            all[0] += row.getLong(2) / pieces.shares().get(row.getInt(1)) * pieces.skipped();
            characters[0] += row.getDouble(3);
          });
      return new Rows(seen[0], all[0], characters[0] / Math.max(1, seen[0]));
    }

    /** Makes the table {@code sampled (src, user, item, words, item_text)}. */
    private void clean(RawRows raw, EventRows rows) {
      String filtered = "";
      if (source.where().isPresent()) {
        new RowCondition(database, source.where().get()).filter(raw, rows.roles(), source);
        filtered = " AND rid NOT IN (SELECT rid FROM filtered)";
      }
      StringJoiner texts = new StringJoiner(", ", "concat_ws('. ', ", ")");
      for (Role role : EnumSet.of(Role.TITLE, Role.DESCRIPTION, Role.CATEGORIES, Role.TAGS)) {
        texts.add(rows.column(role));
      }
      boolean idsAreTitles = rows.layout() == Layout.USERS;
      database.run(
          "CREATE TABLE sampled AS SELECT * FROM (SELECT src, "
              + normal(rows, Role.USER)
              + " AS \"user\", "
              + normal(rows, Role.ITEM)
              + " AS item, coalesce("
              + normal(rows, Role.QUERY)
              + ", "
              + normal(rows, Role.TEXT)
              + ") AS words, "
              + (idsAreTitles ? normal(rows, Role.ITEM) : texts.toString())
              + " AS item_text FROM "
              + rows.relation()
              + " WHERE bad IS NULL"
              + filtered
              + ") WHERE \"user\" IS NOT NULL AND (item IS NOT NULL OR words IS NOT NULL)");
    }

    private String normal(EventRows rows, Role role) {
      return NormalForm.of(
          rows.column(role), role.isId(), source.missing().getOrDefault(role, Set.of()));
    }

    private static String itemText(ColumnRoles roles) {
      StringJoiner texts = new StringJoiner(", ", "concat_ws('. ', ", ")");
      for (Role role : EnumSet.of(Role.TITLE, Role.DESCRIPTION, Role.CATEGORIES, Role.TAGS)) {
        texts.add(roles.column(role));
      }
      return texts.toString();
    }

    private Text text(String text, String from) {
      Text[] found = {Text.NONE};
      database.query(
          "SELECT coalesce(avg(CAST(t <> '' AS INTEGER)), 0),"
              + " coalesce(avg(length(t)) FILTER (t <> ''), 0), coalesce(avg("
              + "CAST(regexp_matches(t, '\\p{Han}') AS INTEGER)) FILTER (t <> ''), 0)"
              + " FROM (SELECT coalesce("
              + text
              + ", '') AS t FROM "
              + from
              + ")",
          row -> found[0] = new Text(row.getDouble(1), row.getDouble(2), row.getDouble(3)));
      return found[0];
    }

    private long[] sightings(String column, int pieces) {
      long[] seen = new long[pieces + 1];
      database.query(
          "SELECT n, count(*) FROM (SELECT count(DISTINCT src) AS n FROM sampled WHERE "
              + column
              + " IS NOT NULL GROUP BY "
              + column
              + ") GROUP BY n",
          row -> seen[row.getInt(1)] = row.getLong(2));
      return seen;
    }
  }
}
