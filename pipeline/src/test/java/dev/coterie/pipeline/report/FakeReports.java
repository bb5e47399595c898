package dev.coterie.pipeline.report;

import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.domain.Choices;
import dev.coterie.domain.DataQuality;
import dev.coterie.domain.Description;
import dev.coterie.domain.Drift;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Note;
import dev.coterie.domain.Plan;
import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.domain.SegmentCourse;
import dev.coterie.domain.Segmentation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/** Reports about a shop that does not exist, as large as a test wants them. */
final class FakeReports {
  /** Marks every user id, so that a test can look for any of them. */
  static final String ID = "usr_";

  /** A title as an enemy would write it. */
  static final String EVIL =
      "</script><img src=x onerror=window.evil=1><script>window.evil=1</script>{{b}}<b>";

  private static final String[] NAMES = {
    "Garden and outdoor", "Trail running", "家居 收纳 好物", "Baking from scratch", "Film photography",
    "Board game nights", "手冲咖啡", "Retro gaming", "Wool and knitting", "Small vintage lamps"
  };

  private static final String[] WORDS = {
    "teapot", "trowel", "lantern", "watering can", "收纳盒", "毛线", "running vest", "sourdough jar",
    "film roll", "dice tower", "手冲壶", "cartridge", "hooks set of six", "enamel mug", "滤纸",
        "picture frame"
  };

  private FakeReports() {}

  static ReportData shop(long seed, int users, int segments) {
    return shop(seed, users, segments, NAMES);
  }

  /** A small shop in which every text that can come from data is an attack. */
  static ReportData hostile() {
    String[] names = new String[4];
    for (int i = 0; i < names.length; i++) {
      names[i] = EVIL + i;
    }
    return new FakeReport(7, 300, 4, names, EVIL).data();
  }

  /** Five users who have nothing in common: one segment, and no curve. */
  static ReportData single() {
    ReportData data = shop(9, 5, 1);
    Manifest manifest = data.manifest();
    Manifest.SegmentFigures figures =
        new Manifest.SegmentFigures(
            1,
            3,
            new Segmentation.Overall(Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, 1, 1, 0),
            List.of(),
            new Segmentation.Verdict(false, Segmentation.Basis.TOO_LITTLE, "Too little data."));
    Manifest without =
        new Manifest(
            manifest.format(),
            manifest.id(),
            manifest.created(),
            manifest.seed(),
            manifest.configuration(),
            manifest.versions(),
            manifest.fingerprint(),
            manifest.data(),
            manifest.counts(),
            figures,
            manifest.itemSpace(),
            new Choices(List.of()),
            new Manifest.Fusion(new LinkedHashMap<>(), new LinkedHashMap<>()),
            manifest.lineage(),
            manifest.timings(),
            manifest.peakMemoryMib(),
            manifest.plan());
    return new ReportData(
        without,
        data.segments(),
        data.tree(),
        data.users(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static ReportData shop(long seed, int users, int segments, String[] names) {
    return new FakeReport(seed, users, segments, names, "").data();
  }

  /** One report in the making. */
  private static final class FakeReport {
    private final SplittableRandom random;
    private final int users;
    private final int segments;
    private final String[] names;
    private final String mark;

    FakeReport(long seed, int users, int segments, String[] names, String mark) {
      this.random = new SplittableRandom(seed);
      this.users = users;
      this.segments = segments;
      this.names = names;
      this.mark = mark;
    }

    ReportData data() {
      int[] segment = new int[users];
      int[] subsegment = new int[users];
      float[] confidence = new float[users];
      float[] silhouette = new float[users];
      float[] x = new float[users];
      float[] y = new float[users];
      List<String> ids = new ArrayList<>();
      int[] sizes = new int[segments];
      int[] subSizes = new int[3 * segments];
      for (int u = 0; u < users; u++) {
        ids.add(ID + (100_000 + u));
        double draw = random.nextDouble();
        int s = (int) (segments * Math.pow(draw, 1.5));
        int inner = random.nextInt(3);
        segment[u] = s;
        subsegment[u] = 3 * s + inner;
        sizes[s]++;
        subSizes[3 * s + inner]++;
        double angle = 2 * Math.PI * s / segments;
        double turn = angle + 2 * Math.PI * inner / 3;
        x[u] = (float) (9 * Math.cos(angle) + 1.6 * Math.cos(turn) + random.nextGaussian());
        y[u] = (float) (6 * Math.sin(angle) + 1.2 * Math.sin(turn) + 0.8 * random.nextGaussian());
        confidence[u] = (float) Math.clamp(0.75 + 0.2 * random.nextGaussian(), 0.05, 1);
        silhouette[u] =
            (float) Math.clamp(0.5 - 0.03 * s + 0.22 * random.nextGaussian(), -0.6, 0.95);
      }
      List<ReportData.Segment> all = new ArrayList<>();
      for (int s = 0; s < segments; s++) {
        all.add(segment("s" + (s + 1), 1, Optional.empty(), name(s), sizes[s], ids));
      }
      for (int i = 0; i < 3 * segments; i++) {
        String parent = "s" + (i / 3 + 1);
        String id = parent + "." + (i % 3 + 1);
        String name = name(i / 3) + ": " + word(i);
        all.add(segment(id, 2, Optional.of(parent), name, subSizes[i], ids));
      }
      return new ReportData(
          manifest(ids),
          all,
          tree(),
          new ReportData.Users(ids, segment, subsegment, confidence, silhouette, x, y),
          suggestions(ids),
          Optional.of(course()),
          Optional.of(origin()));
    }

    private ReportData.Course course() {
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      List<SegmentCourse.Period> periods = new ArrayList<>();
      for (int p = 0; p < 6; p++) {
        Instant from = start.plus(Duration.ofDays(7L * p));
        periods.add(new SegmentCourse.Period(from, from.plus(Duration.ofDays(7))));
      }
      List<int[]> sizes = new ArrayList<>();
      for (int g = 0; g < segments; g++) {
        sizes.add(new int[] {g, 2 * g, 10, 10 + g, 12, 11});
      }
      Drift.Figures figures = new Drift.Figures(100, 0.4, 0.5, 0.01);
      return new ReportData.Course("week", periods, sizes, Optional.of(Drift.of(figures, figures)));
    }

    private ReportData.Origin origin() {
      List<ReportData.Stream> streams = new ArrayList<>();
      for (int g = 0; g < segments; g++) {
        streams.add(
            new ReportData.Stream("s" + (g + 1), name(g), Optional.of(g), name(g), g, 20 + g));
      }
      streams.add(new ReportData.Stream("s99", mark + "s99", Optional.empty(), name(0), 0, 7));
      return new ReportData.Origin(400, 390, streams);
    }

    /** Each segment joins one before it, the later the higher. */
    private Linkage tree() {
      int[] earlier = new int[segments - 1];
      int[] later = new int[segments - 1];
      double[] height = new double[segments - 1];
      for (int m = 0; m < segments - 1; m++) {
        earlier[m] = m / 2;
        later[m] = m + 1;
        height[m] = 0.3 + 0.2 * m;
      }
      return Linkage.of(earlier, later, height);
    }

    private String name(int segment) {
      return segment < names.length ? names[segment] : "Interest " + (segment + 1);
    }

    private String word(int i) {
      return mark + WORDS[Math.floorMod(i, WORDS.length)];
    }

    private ReportData.Segment segment(
        String id, int level, Optional<String> parent, String name, int size, List<String> ids) {
      List<Description.Phrase> phrases = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        phrases.add(new Description.Phrase(word(i + size), 1.0 / (i + 1), 300 - 20 * i));
      }
      List<String> exemplars = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        exemplars.add(ids.get(random.nextInt(ids.size())));
      }
      Description description =
          new Description(
              name,
              mark + "Users who come back to " + word(size) + " and " + word(size + 3) + ".",
              phrases,
              lifts("item"),
              lifts("category"),
              lifts("query"),
              exemplars,
              List.of(
                  new Description.Behaviour("recency_days", 12.4, 31.9, -0.61),
                  new Description.Behaviour("count_purchase", 14.2, 6.3, 1.12),
                  new Description.Behaviour("distinct_items", 61, 42, 0.44),
                  new Description.Behaviour("spend", 1250.5, 730.2, 0.37),
                  new Description.Behaviour(mark + "own_feature", 3.2, 3.4, -0.05)),
              OptionalDouble.of(0.9),
              Optional.empty());
      return new ReportData.Segment(
          id,
          level,
          parent,
          description,
          size,
          size / (double) users,
          new Segmentation.Quality(size, 0.28 + 0.3 * random.nextDouble(), 0.71));
    }

    private List<Description.Lift> lifts(String kind) {
      List<Description.Lift> lifts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String label = word(random.nextInt(100)) + " " + kind + " no. " + (i + 1);
        lifts.add(
            new Description.Lift("id" + i, label, 400 - 30 * i, 0.61 / (i + 1), 9.4 / (i + 1)));
      }
      return lifts;
    }

    private List<ReportData.Suggestions> suggestions(List<String> ids) {
      List<ReportData.Suggestions> lists = new ArrayList<>();
      for (int l = 0; l < 6; l++) {
        List<ReportData.Suggestion> items = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          List<ReportData.Why> reasons =
              List.of(
                  new ReportData.Why(new Reason.PopularInSegment("s1", 0.61 / (i + 1)), "Segment"),
                  new ReportData.Why(new Reason.LikeItem(i), word(i + l)),
                  new ReportData.Why(new Reason.NearestUsers(12 - i), ""));
          items.add(
              new ReportData.Suggestion(
                  "Painted " + word(3 * i + l),
                  3.1 / (i + 1),
                  0.42 / (i + 1),
                  reasons.subList(i % 3, 3)));
        }
        lists.add(new ReportData.Suggestions(ids.get(l * 17 % ids.size()), items));
      }
      return lists;
    }

    private Manifest manifest(List<String> ids) {
      SequencedMap<String, Object> configuration = new LinkedHashMap<>();
      configuration.put("seed", 42);
      configuration.put("profile", Map.of("halfLifeDays", 45));
      configuration.put(
          "source",
          Map.of(
              "where",
              "customer <> '" + ids.get(3) + "'",
              "missing",
              Map.of("user", List.of(ids.get(4)))));
      configuration.put("events", List.of(mark + "shop.csv", "more.csv"));
      List<Segmentation.KPoint> curve = new ArrayList<>();
      for (int k = 2; k <= 14; k++) {
        double silhouette = 0.44 - 0.006 * (k - segments) * (k - segments);
        curve.add(new Segmentation.KPoint(k, 4200 / Math.sqrt(k), silhouette));
      }
      SequencedMap<String, Double> timings = new LinkedHashMap<>();
      List<Plan.Stage> stages = new ArrayList<>();
      String[] stageNames = {
        "ingest", "embed", "profile", "segment", "describe", "recommend", "snapshot"
      };
      double[] seconds = {2.1, 9.8, 3.3, 6.4, 1.2, 7.9, 0.8};
      for (int i = 0; i < stageNames.length; i++) {
        timings.put(stageNames[i], seconds[i]);
        stages.add(new Plan.Stage(stageNames[i], seconds[i] * (0.8 + 0.1 * i), 400 + 90 * i, 5));
      }
      return new Manifest(
          1,
          "fit-2026-05-04-7f3a",
          Instant.parse("2026-05-04T10:20:30Z"),
          42,
          configuration,
          ordered(Map.of("coterie", "0.1.0", "jvm", "25.0.1")),
          mark + "9f2c41d07b",
          quality(ids),
          ordered(Map.of("texts embedded", 4123L)),
          new Manifest.SegmentFigures(
              segments,
              3 * segments,
              new Segmentation.Overall(0.412, 1523.6, 0.83, 1.24, 2210.4, 0.86, 0.012, 0),
              curve,
              new Segmentation.Verdict(
                  true,
                  Segmentation.Basis.PEAK,
                  mark + "The silhouette peaks clearly at this number.")),
          new Manifest.SpaceFigures(
              "ppmi",
              64,
              Map.of("minilm", 0.46),
              List.of(new Manifest.Alignment("zh", "en", 412, 0.21, 0.78, true)),
              List.of(
                  new ItemSpace.BlockFigures("minilm", 384, 90, 0.31, 0.12, 0.1, 0.14),
                  new ItemSpace.BlockFigures("photo", 512, 60, 0.2, 0.02, 0.01, 0.03))),
          new Choices(
              List.of(
                  new Choices.Choice(
                      "profile.halfLifeDays",
                      "45",
                      new Note("trial-segments", List.of(mark + "512")),
                      List.of(
                          new Choices.Trial("20", 0.0812), new Choices.Trial("45", 0.0904),
                          new Choices.Trial("90", 0.0871), new Choices.Trial("none", 0.0702))),
                  new Choices.Choice(
                      "space.method",
                      "ppmi",
                      Note.of("last-part"),
                      List.of(
                          new Choices.Trial("ppmi", 0.41), new Choices.Trial("tfidf-svd", 0.33))))),
          new Manifest.Fusion(
              figures(
                  new String[] {"recent-popularity", "segment", "ease", "content"},
                  new double[] {0.18, 0.41, 0.33, 0.08}),
              figures(
                  new String[] {
                    "popularity", "recent-popularity", "segment", "ease", "content", "fused"
                  },
                  new double[] {0.0359, 0.0998, 0.1171, 0.0802, 0.0413, 0.1264})),
          Optional.empty(),
          timings,
          1840,
          new Plan(1_056_743, stages, 3072));
    }

    private DataQuality quality(List<String> ids) {
      SequencedMap<String, Long> rejected = new LinkedHashMap<>();
      rejected.put("duplicate", 26_124L);
      rejected.put("missing-user", 235_151L);
      rejected.put("unparsable-time", 0L);
      rejected.put("filtered", 16_044L);
      SequencedMap<String, Long> missing = new LinkedHashMap<>();
      missing.put("CustomerID", 235_151L);
      missing.put(mark + "Description", 4_275L);
      SequencedMap<String, Long> kinds = new LinkedHashMap<>();
      kinds.put("PURCHASE", 601_000L);
      kinds.put("VIEW", 178_424L);
      SequencedMap<String, Integer> languages = new LinkedHashMap<>();
      languages.put("en", 4211);
      languages.put("zh", 389);
      languages.put("", 31);
      return new DataQuality(
          1_056_743,
          779_424,
          users,
          4631,
          5000,
          12,
          rejected,
          missing,
          kinds,
          Optional.of(Instant.parse("2009-12-01T07:45:00Z")),
          Optional.of(Instant.parse("2011-12-09T12:50:00Z")),
          301.5,
          0.0183,
          0.121,
          211,
          402,
          Optional.of("user " + ids.get(1)),
          0.993,
          languages,
          List.of(ids.get(3), ids.get(4)),
          List.of(
              Note.of("robots", 2, mark + ids.get(3) + ", " + ids.get(4)),
              Note.of("missing", "user", 264_000, 25.0)));
    }

    private static <V> SequencedMap<String, V> ordered(Map<String, V> map) {
      return new LinkedHashMap<>(map);
    }

    private static SequencedMap<String, Double> figures(String[] names, double[] values) {
      SequencedMap<String, Double> figures = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        figures.put(names[i], values[i]);
      }
      return figures;
    }
  }
}
