package dev.coterie.pipeline.edit;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.Conflict;
import dev.coterie.domain.Description;
import dev.coterie.domain.Edit;
import dev.coterie.domain.Edit.Made;
import dev.coterie.domain.EditedTree;
import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.domain.Edits;
import dev.coterie.domain.Edits.Entry;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Segmentation.Quality;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.describe.DescribeOptions;
import dev.coterie.pipeline.describe.Describing;
import dev.coterie.pipeline.describe.TextPlacing;
import dev.coterie.pipeline.snapshot.History;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Works out what a merge or a split makes of the users of a fit. */
final class Making {
  private static final Description NOTHING =
      new Description(
          "",
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          OptionalDouble.empty(),
          Optional.empty());

  private final SnapshotReader fitted;
  private final History history;
  private final Workers workers;

  Making(SnapshotReader fitted, Workers workers) {
    this.fitted = fitted;
    this.history = fitted.history();
    this.workers = workers;
  }

  /** The merge before it is known what it makes. */
  static Edit placeholder(Edit.Merge merge) {
    return new Edit.Merge(merge.id(), merge.others(), Optional.of(empty(merge.id(), new float[0])));
  }

  /**
   * A split of a segment or subsegment that is there.
   *
   * @param parts how many, at least 2; empty: as many as it has subsegments
   */
  Edit split(String id, OptionalInt parts, Edits before) {
    EditedTree tree = fitted.with(before).tree();
    if (tree.isLocked(id)) {
      throw new Conflict(id + " is locked; undo that first.");
    }
    int at = tree.segments().indexOf(id);
    int inside = (int) IntStream.of(tree.parent()).filter(parent -> parent == at).count();
    int k = parts.orElse(Math.max(2, inside));
    Matrix members = members(tree, id);
    if (members.rows() < k) {
      throw new BadUsage(
          "%s has %d users of whom something is known; they do not split into %d."
              .formatted(id, members.rows(), k));
    }
    KMeans means = new KMeans(KMeans.Options.of(k, Distance.COSINE).withStarts(5));
    Matrix centres =
        bySize(means.fit(Points.of(members), fitted.manifest().seed(), workers, Progress.NONE));
    String stem = at < 0 ? id.substring(0, id.lastIndexOf('.') + 1) : "s";
    int highest = highest(stem, before);
    List<String> ids = IntStream.rangeClosed(1, k).mapToObj(i -> stem + (highest + i)).toList();
    return made(new Edit.Split(id, empty(ids, centres)), before);
  }

  /**
   * The same split of another fit.
   *
   * @param turned the centres of its parts in the item space of this fit; empty where nothing tells
   */
  Edit split(Edit.Split old, Optional<Matrix> turned, Edits before) {
    EditedTree tree = fitted.with(before).tree();
    List<String> ids = old.made().stream().map(Made::id).toList();
    int k = ids.size();
    Matrix members = members(tree, old.id());
    if (members.rows() < k || k == 0) {
      return new Edit.Split(old.id(), ids.stream().map(id -> empty(id, new float[0])).toList());
    }
    KMeans means = new KMeans(KMeans.Options.of(k, Distance.COSINE).withStarts(5));
    Points points = Points.of(members);
    CentreClustering found =
        turned.isPresent()
            ? means.fitFrom(turned.get(), points, workers, Progress.NONE)
            : means.fit(points, fitted.manifest().seed(), workers, Progress.NONE);
    return made(new Edit.Split(old.id(), empty(ids, found.centres())), before);
  }

  /** The same edits with what those after one of them make when that one is not there. */
  Edits without(int number, Edits edits) {
    List<Entry> again = new ArrayList<>();
    for (Entry entry : edits.without(number).entries()) {
      Edits soFar = new Edits(edits.fit(), edits.revision(), again);
      again.add(
          entry.number() < number
              ? entry
              : new Entry(entry.number(), entry.at(), again(entry.edit(), soFar)));
    }
    return new Edits(edits.fit(), edits.revision() + 1, again);
  }

  private Edit again(Edit edit, Edits before) {
    return switch (edit) {
      case Edit.Merge merge -> made(placeholder(merge), before);
      case Edit.Split split -> split(split, centres(split), before);
      case Edit.Rename _, Edit.Describe _, Edit.Lock _, Edit.Hide _ -> edit;
    };
  }

  /** The centres of a split's parts; empty where it could not be done. */
  static Optional<Matrix> centres(Edit.Split split) {
    return split.isDone()
        ? Optional.of(
            Matrix.ofRows(split.made().stream().map(Made::centre).toArray(float[][]::new)))
        : Optional.empty();
  }

  /** The edit with what it makes. */
  Edit made(Edit edit, Edits before) {
    Edits after = before.with(edit, Instant.EPOCH);
    EditedTree tree = fitted.with(after).tree();
    int number = after.entries().getLast().number();
    if (tree.unapplied().stream().anyMatch(each -> each.entry().number() == number)) {
      return edit;
    }
    List<String> fresh =
        edit instanceof Edit.Split split
            ? split.made().stream().map(Made::id).toList()
            : List.of(edit.id());
    List<Made> made = described(tree, fresh);
    return switch (edit) {
      case Edit.Merge merge ->
          new Edit.Merge(
              merge.id(), merge.others(), Optional.of(named(made.getFirst(), merge.id(), before)));
      case Edit.Split split -> {
        List<Made> parts = new ArrayList<>();
        Set<String> taken = namesBeside(split.id(), before);
        for (int i = 0; i < made.size(); i++) {
          parts.add(unique(made.get(i), split.made().get(i).centre(), taken));
        }
        yield new Edit.Split(split.id(), List.copyOf(parts));
      }
      case Edit.Rename _, Edit.Describe _, Edit.Lock _, Edit.Hide _ -> edit;
    };
  }

  private List<Made> described(EditedTree tree, List<String> fresh) {
    Placement placement = place(tree);
    List<String> segments = tree.segments();
    List<String> subsegments = tree.subsegments();
    Matrix centres = centres(placement.segment(), segments.size());
    Matrix subCentres = centres(placement.subsegment(), subsegments.size());
    Matrix interest = history.profiles().interest();
    boolean first = segments.contains(fresh.getFirst());
    int[] label = first ? placement.segment() : placement.subsegment();
    Silhouette silhouette =
        Silhouette.of(
            interest, label, (first ? segments : subsegments).size(), Distance.COSINE, workers);
    List<String> ids = new ArrayList<>(segments);
    ids.addAll(subsegments);
    List<Description> descriptions =
        Describing.describe(
            history.events(),
            history.profiles(),
            new Segmentation(
                ids,
                centres,
                subCentres,
                tree.parent(),
                placement.segment(),
                placement.subsegment(),
                placement.membership(),
                placement.subMembership(),
                new float[label.length],
                List.of(),
                List.of(),
                fitted.manifest().segmentation().overall(),
                List.of(),
                fitted.manifest().segmentation().verdict(),
                1,
                List.of()),
            new Wordless(),
            DescribeOptions.defaults(),
            history.robots(),
            workers,
            Progress.NONE);
    List<Made> made = new ArrayList<>();
    for (String id : fresh) {
      int at = (first ? segments : subsegments).indexOf(id);
      Matrix own = first ? centres : subCentres;
      made.add(
          new Made(
              id,
              descriptions.get(ids.indexOf(id)),
              quality(label, at, own, silhouette),
              own.row(at)));
    }
    return made;
  }

  private Quality quality(int[] label, int segment, Matrix centres, Silhouette silhouette) {
    Matrix interest = history.profiles().interest();
    int size = 0;
    double cosines = 0;
    for (int u = 0; u < label.length; u++) {
      if (label[u] == segment) {
        size++;
        cosines +=
            VectorMath.dot(
                interest.data(),
                interest.offset(u),
                centres.data(),
                centres.offset(segment),
                interest.columns());
      }
    }
    return new Quality(size, silhouette.ofCluster()[segment], size == 0 ? 0 : cosines / size);
  }

  private Placement place(EditedTree tree) {
    return tree.place(history.membership(), history.subMembership(), history.profiles().interest());
  }

  /** Interests of the users of a segment or subsegment; no rows where there is none. */
  private Matrix members(EditedTree tree, String id) {
    Placement placement = place(tree);
    int first = tree.segments().indexOf(id);
    int segment = first < 0 ? tree.subsegments().indexOf(id) : first;
    int[] label = first < 0 ? placement.subsegment() : placement.segment();
    Matrix interest = history.profiles().interest();
    return interest.select(
        IntStream.range(0, label.length)
            .filter(u -> label[u] == segment && !history.robots().get(u))
            .filter(
                u -> VectorMath.norm(interest.data(), interest.offset(u), interest.columns()) > 0)
            .toArray());
  }

  /** The mean directions of groups of users. */
  private Matrix centres(int[] label, int groups) {
    Matrix interest = history.profiles().interest();
    Matrix centres = Matrix.zeros(groups, interest.columns());
    for (int u = 0; u < label.length; u++) {
      VectorMath.axpy(
          1,
          interest.data(),
          interest.offset(u),
          centres.data(),
          centres.offset(label[u]),
          interest.columns());
    }
    for (int g = 0; g < groups; g++) {
      VectorMath.normalise(centres, g);
    }
    return centres;
  }

  private static Matrix bySize(CentreClustering found) {
    int[] sizes = found.sizes();
    return found
        .centres()
        .select(
            IntStream.range(0, sizes.length)
                .boxed()
                .sorted((a, b) -> sizes[b] - sizes[a])
                .mapToInt(Integer::intValue)
                .toArray());
  }

  /** The highest number after {@code stem} in this fit, or in its forerunners. */
  private int highest(String stem, Edits before) {
    List<String> ids = new ArrayList<>(before.madeIds());
    fitted.segments().stream().map(SegmentRow::id).forEach(ids::add);
    String parent = stem.equals("s") ? "" : stem.substring(0, stem.length() - 1);
    int highest =
        fitted
            .manifest()
            .lineage()
            .map(lineage -> lineage.highest().getOrDefault(parent, 0))
            .orElse(0);
    for (String id : ids) {
      if (id.startsWith(stem) && id.substring(stem.length()).matches("\\d{1,9}")) {
        highest = Math.max(highest, Integer.parseInt(id.substring(stem.length())));
      }
    }
    return highest;
  }

  /** What is merged into a segment takes its name. */
  private Made named(Made made, String id, Edits before) {
    String name =
        fitted.with(before).segments().stream()
            .filter(row -> row.id().equals(id))
            .map(row -> row.description().name())
            .findFirst()
            .orElse(id);
    return new Made(id, named(made.description(), name), made.quality(), made.centre());
  }

  private static Made unique(Made made, float[] centre, Set<String> taken) {
    String name = made.description().name();
    String own = taken.add(name.toLowerCase(Locale.ROOT)) ? name : name + " (" + made.id() + ")";
    return new Made(made.id(), named(made.description(), own), made.quality(), centre);
  }

  private static Description named(Description description, String name) {
    return description.named(name, description.text(), OptionalDouble.empty(), Optional.empty());
  }

  /** Names that are taken, but for those of a segment and of what is inside it. */
  private Set<String> namesBeside(String id, Edits before) {
    Set<String> names = new HashSet<>();
    fitted.with(before).segments().stream()
        .filter(row -> !row.id().equals(id) && !row.parent().equals(Optional.of(id)))
        .forEach(row -> names.add(row.description().name().toLowerCase(Locale.ROOT)));
    return names;
  }

  private static List<Made> empty(List<String> ids, Matrix centres) {
    return IntStream.range(0, ids.size()).mapToObj(i -> empty(ids.get(i), centres.row(i))).toList();
  }

  private static Made empty(String id, float[] centre) {
    return new Made(id, NOTHING, new Quality(0, 0, 0), centre);
  }

  /** Places no text: names come from the evidence alone, and no model is needed. */
  private final class Wordless implements TextPlacing {
    @Override
    public Matrix items() {
      return Matrix.zeros(history.events().items().size(), 1);
    }

    @Override
    public Matrix of(List<String> texts) {
      return Matrix.zeros(texts.size(), 1);
    }
  }
}
