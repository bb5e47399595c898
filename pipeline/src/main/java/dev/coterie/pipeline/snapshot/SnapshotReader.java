package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Description;
import dev.coterie.domain.EditedTree;
import dev.coterie.domain.Edits;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.RankingSettings;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Snapshot;
import dev.coterie.pipeline.table.Tables;
import dev.coterie.pipeline.table.Tables.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A snapshot that was found whole, open for questions. */
public final class SnapshotReader {
  private final Snapshot snapshot;
  private final Manifest manifest;
  private final Edits edits;
  private final Erased erased;

  private SnapshotReader(Snapshot snapshot, Manifest manifest, Edits edits, Erased erased) {
    this.snapshot = snapshot;
    this.manifest = manifest;
    this.edits = edits;
    this.erased = erased;
  }

  /**
   * Opens a snapshot as people changed it. Users who were erased since are not in it.
   *
   * @throws BadInput where there is none, it is not whole, or of a newer format, or where what lies
   *     beside it is broken
   */
  public static SnapshotReader open(Path folder) {
    SnapshotReader fitted = asFitted(folder);
    return fitted.with(EditsFile.read(fitted.snapshot, fitted.manifest.id()));
  }

  /** The same under other edits. */
  public SnapshotReader with(Edits others) {
    return new SnapshotReader(snapshot, manifest, others, erased);
  }

  /** Opens a snapshot as it was fitted, without what people changed. */
  public static SnapshotReader asFitted(Path folder) {
    Snapshot snapshot = new Snapshot(folder);
    if (!Files.isDirectory(folder)) {
      throw new BadInput(
          "No snapshot " + folder + ".\nMake one with: coterie fit --events FILE --out " + folder);
    }
    Manifest manifest = ManifestFile.read(snapshot.manifest());
    for (Path file :
        List.of(
            snapshot.items(),
            snapshot.users(),
            snapshot.segments(),
            snapshot.interests(),
            snapshot.recommendations())) {
      if (!Files.isRegularFile(file)) {
        throw broken(folder, file, "it is missing");
      }
    }
    return new SnapshotReader(snapshot, manifest, Edits.none(manifest.id()), Erased.of(snapshot));
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** What people changed. */
  public Edits edits() {
    return edits;
  }

  /** The tree of segments as people changed it. */
  public EditedTree tree() {
    return tree(fittedRows());
  }

  private EditedTree tree(List<SegmentRow> fitted) {
    List<String> segments =
        fitted.stream().filter(row -> row.level() == 1).map(SegmentRow::id).toList();
    List<SegmentRow> inside = fitted.stream().filter(row -> row.level() == 2).toList();
    return EditedTree.of(
        segments,
        inside.stream().map(SegmentRow::id).toList(),
        inside.stream().mapToInt(row -> segments.indexOf(row.parent().orElse(""))).toArray(),
        models(() -> SmallModels.read(snapshot)).temperature(),
        edits);
  }

  /** How many items a stored list has at most. */
  public int listLength() {
    return manifest.configuration().get("recommend") instanceof Map<?, ?> recommend
            && recommend.get("length") instanceof Number length
        ? length.intValue()
        : 0;
  }

  /** Segments, then subsegments, the hidden ones too. */
  public List<SegmentRow> segments() {
    List<SegmentRow> fitted = fittedRows();
    return edits.entries().isEmpty()
        ? fitted
        : new EditedRows(tree(fitted)).segments(fitted, users());
  }

  /** Names by the id that the fit gave, also of those that are part of another now. */
  public Map<String, String> segmentNames() {
    Map<String, String> names = new HashMap<>();
    List<SegmentRow> fitted = fittedRows();
    EditedTree tree = tree(fitted);
    fitted.forEach(
        row -> names.put(row.id(), tree.name(row.id()).orElse(row.description().name())));
    segments().forEach(row -> names.put(row.id(), row.description().name()));
    fitted.forEach(
        row ->
            names.put(
                row.id(),
                tree.now(row.id()).stream()
                    .map(id -> names.getOrDefault(id, ""))
                    .collect(Collectors.joining(" + "))));
    return names;
  }

  private int users() {
    return manifest.counts().getOrDefault("users", 0L).intValue();
  }

  /** Segments as they were fitted, then subsegments, each in the order of the memberships. */
  private List<SegmentRow> fittedRows() {
    Answer answer =
        ask(
            snapshot.segments(),
            "SELECT segment_id, level, parent_id, size, share, quality, stability, lineage,"
                + " centroid, evidence"
                + " FROM %s");
    List<SegmentRow> segments = new ArrayList<>();
    for (int row = 0; row < answer.rows().size(); row++) {
      segments.add(
          new SegmentRow(
              text(answer, row, "segment_id"),
              number(answer, row, "level").intValue(),
              Optional.ofNullable((String) answer.cell(row, "parent_id")),
              Json.CELL
                  .readValue(text(answer, row, "evidence"), Description.class)
                  .without(erased::has),
              number(answer, row, "size").intValue(),
              number(answer, row, "share").doubleValue(),
              Json.CELL.readValue(text(answer, row, "quality"), Segmentation.Quality.class),
              answer.cell(row, "stability") instanceof Number stability
                  ? OptionalDouble.of(stability.doubleValue())
                  : OptionalDouble.empty(),
              answer.cell(row, "lineage") instanceof String lineage
                  ? Optional.of(Json.CELL.readValue(lineage, Lineage.Descent.class))
                  : Optional.empty(),
              LearnedReading.floats(answer.cell(row, "centroid")),
              false,
              false));
    }
    return segments;
  }

  /**
   * Users with their places and behaviour, in the order of their ids.
   *
   * @param user one id, or everyone
   * @throws BadInput where the one is unknown
   */
  public Answer users(Optional<String> user) {
    Answer answer =
        edited(
            "* EXCLUDE (" + EditedRows.columns() + ")",
            user.isPresent() ? " WHERE user_id = ?" : "",
            user.map(id -> new Object[] {id}).orElse(new Object[0]));
    if (user.isPresent() && answer.rows().isEmpty()) {
      throw unknownUser(user.get());
    }
    return answer;
  }

  /** Columns of users where edits leave them. */
  private Answer edited(String columns, String condition, Object... parameters) {
    EditedTree tree = edits.entries().isEmpty() ? null : tree();
    boolean reshaped = tree != null && tree.isReshaped();
    Answer answer =
        ask(
            snapshot.users(),
            "SELECT "
                + columns
                + (reshaped ? ", " + EditedRows.columns() : "")
                + " FROM %s"
                + condition,
            parameters);
    return tree == null || !reshaped || answer.rows().isEmpty()
        ? answer
        : new EditedRows(tree).users(answer);
  }

  /** Columns of users as a picture needs them. */
  public Answer places() {
    return edited("user_id, segment_id, subsegment_id, confidence, silhouette, map_x, map_y", "");
  }

  /** A user's own interests: item id, title and weight, heaviest first. */
  public Answer interests(String user) {
    return ask(
        snapshot.interests(),
        "SELECT n.rank, n.item_id, coalesce(nullif(i.title, ''), n.item_id) AS title, n.weight FROM"
            + " %s n LEFT JOIN (SELECT item_id, title FROM "
            + Tables.parquet(snapshot.items()).replace("%", "%%")
            + ") i USING (item_id) WHERE n.user_id = ? ORDER BY n.rank",
        user);
  }

  /**
   * The stored list of a user, best first.
   *
   * @throws BadInput where the user is unknown
   */
  public List<ListedItem> list(String user) {
    List<ListedItem> list = lists(List.of(user)).getOrDefault(user, List.of());
    if (list.isEmpty()) {
      users(Optional.of(user));
    }
    return list;
  }

  /** The stored lists of some users, in their order. */
  public SequencedMap<String, List<ListedItem>> lists(List<String> users) {
    SequencedMap<String, List<ListedItem>> lists = new LinkedHashMap<>();
    users.forEach(user -> lists.put(user, new ArrayList<>()));
    ListReading reading = new ListReading(this);
    String marks = String.join(", ", Collections.nCopies(users.size(), "?"));
    String sql =
        ListReading.SELECT
            + (users.isEmpty() ? " WHERE false" : " WHERE user_id IN (" + marks + ")");
    each(
        snapshot.recommendations(),
        sql + " ORDER BY user_id, rank",
        row -> {
          List<ListedItem> list = lists.get(ListReading.user(row));
          if (list != null) {
            list.add(reading.item(row));
          }
        },
        users.toArray());
    return lists;
  }

  /** Everyone's stored lists, a user after the other, best first. */
  public void eachListed(BiConsumer<String, ListedItem> taker) {
    ListReading reading = new ListReading(this);
    each(
        snapshot.recommendations(),
        ListReading.SELECT,
        row -> taker.accept(ListReading.user(row), reading.item(row)));
  }

  /** Ids and titles of the catalogue, in its order; the id where there is no title. */
  Answer titles() {
    return ask(
        snapshot.items(), "SELECT item_id, coalesce(nullif(title, ''), item_id) AS title FROM %s");
  }

  /**
   * What was learned, to place new users by, with the segments as they were fitted; {@link #tree}
   * tells where such places are now.
   *
   * @throws BadInput where a file of it is missing or broken
   */
  public Learned learned() {
    return models(() -> new LearnedReading(snapshot).read(fittedRows()));
  }

  /**
   * The fit's own users, items and events, to make its recommenders again.
   *
   * @throws BadInput where a file of it is missing or broken
   */
  public Fitted fitted() {
    return models(() -> new FittedReading(snapshot, erased).read());
  }

  /** What the ranking learned. */
  public RankingSettings ranking() {
    return models(() -> SmallModels.read(snapshot).ranking());
  }

  private <T> T models(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (JacksonException e) {
      throw broken(snapshot.folder(), snapshot.models(), e.getOriginalMessage());
    } catch (BadInput e) {
      throw broken(snapshot.folder(), snapshot.models(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * What users did, and how they were profiled: the fit's own data again.
   *
   * @throws BadInput where a file of it is missing or broken
   */
  public History history() {
    return models(() -> new HistoryReading(snapshot, erased).read());
  }

  /** What is told where a user is asked for who is not in it. */
  public BadInput unknownUser(String user) {
    return new BadInput(
        "No user '%s' in %s.\nList the users with: coterie users %s"
            .formatted(user, snapshot.folder(), snapshot.folder()));
  }

  private void each(
      Path file, String sql, Consumer<List<@Nullable Object>> row, Object... parameters) {
    try {
      Tables.each(sql.formatted(table(file)), row, parameters);
    } catch (BadInput e) {
      throw broken(snapshot.folder(), file, String.valueOf(e.getMessage()));
    }
  }

  private Answer ask(Path file, String sql, Object... parameters) {
    try {
      return Tables.ask(sql.formatted(table(file)), parameters);
    } catch (BadInput e) {
      throw broken(snapshot.folder(), file, String.valueOf(e.getMessage()));
    }
  }

  private String table(Path file) {
    return file.equals(snapshot.items()) || file.equals(snapshot.segments())
        ? Tables.parquet(file)
        : erased.table(file);
  }

  private static BadInput broken(Path folder, Path file, String what) {
    return new BadInput(
        "The snapshot %s is not whole, %s: %s\nTake it from a backup, or fit again."
            .formatted(folder, file.getFileName(), what));
  }

  private static String text(Answer answer, int row, String column) {
    return String.valueOf(answer.cell(row, column));
  }

  private static Number number(Answer answer, int row, String column) {
    return answer.cell(row, column) instanceof Number number ? number : 0;
  }
}
