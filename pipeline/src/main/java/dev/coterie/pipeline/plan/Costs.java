package dev.coterie.pipeline.plan;

import dev.coterie.domain.Plan.Stage;
import dev.coterie.pipeline.ingest.SourceSample.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each stage costs: the sizes of what it holds and how often it goes over them, times factors
 * measured on the sample shops, MovieLens, goodbooks and Online Retail II.
 *
 * <p>Work is in seconds of one core; a share of it runs on all threads. Texts are all embedded: how
 * many the cache knows is not looked up.
 *
 * <p>The memory of a stage is the larger of two: what the process then holds in the Java heap and
 * outside it, with the garbage that waits there to be collected; and the memory of which the heap's
 * part is large enough for what lives in it. A process gives little back, so it only grows.
 */
final class Costs {
  private static final double MIB = 1 << 20;

  /** Most entities of the dense square matrices of the stages choose and profile. */
  private static final double MOST_CORE = 8_000;

  /** Most items of the dense square matrices of the stage recommend. */
  private static final double MOST_LINEAR = 10_000;

  private static final double USUAL_DIMENSION = 64;
  private static final double TEXT_DIMENSION = 512;

  /** Bytes of an item of a list, with its reasons. */
  private static final double LISTED = 200;

  /** Seconds of one core for a token where terms are counted, and of waiting for a server. */
  private static final double TERM_SECONDS = 4e-6;

  private static final double SENT_SECONDS = 2e-5;
  private static final double READ_SECONDS = 1.35e-4;

  /** Trial models of the stage recommend are made of at most so many items. */
  private static final double TRIAL_ITEMS = 2_000;

  private static final double TRIALS = 6;

  /** A text is cut there. */
  private static final double MOST_TOKENS = 256;

  private static final double LATIN_CHARACTERS_A_TOKEN = 4;

  private static final double JVM_AND_DATABASE_MIB = 190;
  private static final double JVM_MIB = 130;
  private static final double MODELS_MIB = 40;
  private static final double MODEL_MIB = 50;
  private static final double WRITING_MIB = 60;

  /** What the database's allocator keeps of the rows that it held. */
  private static final double KEPT_OF_ROWS = 0.3;

  private final Shape shape;
  private final Effort effort;
  private final int threads;
  private final double rowsMib;
  private final double heapShare;

  private final double entities;
  private final double core;
  private final double linear;

  private final List<Stage> stages = new ArrayList<>();
  private double mostMib;

  private Costs(Shape shape, Effort effort, int threads, double readingMib, double heapShare) {
    this.shape = shape;
    this.effort = effort;
    this.threads = threads;
    this.rowsMib = Math.min(readingMib, (4 * shape.characters() + 150 * shape.rows()) / MIB);
    this.heapShare = heapShare;
    this.entities = shape.items() + shape.words();
    this.core = Math.min(MOST_CORE, shape.touchedItems() + shape.sharedWords());
    this.linear = Math.min(MOST_LINEAR, shape.touchedItems());
  }

  /**
   * The stages in the order of the work.
   *
   * @param readingMib what reading may hold, beyond it rows go to disk
   * @param heapShare the part of the memory that the Java heap may take, above 0 and at most 1
   */
  static List<Stage> of(
      Shape shape, Effort effort, int threads, double readingMib, double heapShare) {
    Costs costs = new Costs(shape, effort, threads, readingMib, heapShare);
    costs.read();
    costs.understand();
    costs.recommend();
    return costs.stages;
  }

  private void read() {
    double work = 0.5 + 3e-6 * shape.rows() + 3.3e-8 * shape.characters();
    add("ingest", work, 0.5, 0, JVM_AND_DATABASE_MIB + rowsMib + log(), 0);
    double reading =
        shape.items() * shape.itemText().share() * reading(shape.itemText())
            + shape.words() * reading(shape.wordText());
    add("embed", 0.1 + 0.6 * models() + reading, 0.9, live(), outside(), 0);
  }

  private void understand() {
    double squares = 2 * square(core);
    double wide = effort.profile().dimension() / USUAL_DIMENSION;
    double trying = 8e-4 * wide * shape.users() + 4e-6 * shape.events() + 5e-8 * core * core;
    double choosing = 0.1 + effort.trials() * trying;
    add("choose", choosing, 0.5, live() + grouped() + squares, outside(), 0);
    double profiling = 0.2 + 1e-6 * shape.events() + 5e-8 * core * core;
    add("profile", profiling, 0.5, live() + grouped() + squares, outside(), 0);
    double finding = 0.1 + 6e-4 * wide * effort.clustering() * shape.users();
    add("segment", finding, 0.7, live() + memberships() + grouped(), outside(), 0);
    double mapping = 0.1 + 2e-4 * wide * shape.users();
    add("map", mapping, 0.7, live() + memberships() + grouped(), outside(), 0);
    double describing = 1 + 2.5e-6 * shape.events() + 1.4e-4 * shape.items();
    add("describe", describing, 0.5, live() + memberships() + grouped(), outside(), 0);
  }

  private void recommend() {
    // With times a second product of square matrices makes the model that looks ahead.
    double factor = shape.hasTimes() ? 3.6e-11 : 1.3e-11;
    double cubes = 2 * Math.pow(linear, 3);
    double trials = TRIALS * Math.pow(Math.min(TRIAL_ITEMS, linear), 3);
    double work =
        0.5
            + factor * (cubes + trials)
            + 1e-3 * shape.users()
            + 7.5e-6 * shape.events()
            + 4e-7 * shape.users() * shape.items();
    double matrices = (shape.hasTimes() ? 3 : 2) * square(linear);
    // Events are grouped three times: up to the cut, after it, and all of them.
    // Users have a place when the cut is learned from and another with all events.
    double held = live() + 2 * memberships() + lists();
    add("recommend", work, 0.8, held + 3 * grouped() + matrices, outside(), 0);
    double rejected = Math.max(0, shape.rows() - shape.events());
    double userBytes =
        220
            + 0.6 * Float.BYTES * (effort.profile().dimension() + effort.memberships())
            + 4 * effort.recommend().length();
    double entityBytes = 50 + 0.9 * Float.BYTES * effort.profile().dimension();
    double disk =
        (7 * shape.events() + userBytes * shape.users() + entityBytes * entities + 30 * rejected)
            / MIB;
    double writing = 0.4 + 1e-6 * shape.events() + 2e-4 * shape.users() + 4e-5 * entities;
    mostMib += WRITING_MIB;
    double kept = live() + memberships() + lists() + grouped();
    add("snapshot", writing, 0.3, kept, outside(), disk);
  }

  /** MiB of events, ids and texts in columns. */
  private double log() {
    return (60 * shape.events()
            + 120 * shape.users()
            + (300 + 2 * shape.itemText().characters()) * shape.items()
            + (100 + 2 * shape.wordText().characters()) * shape.words())
        / MIB;
  }

  /** MiB that every stage after reading holds. */
  private double live() {
    double texts = shape.items() * shape.itemText().share() + shape.words();
    return log()
        + Float.BYTES
            * (2 * TEXT_DIMENSION * texts
                + 4 * effort.profile().dimension() * (entities + shape.users()))
            / MIB;
  }

  /** MiB of everyone's memberships, and of the cosines that they are made of. */
  private double memberships() {
    return 2 * Float.BYTES * effort.memberships() * shape.users() / MIB;
  }

  /** MiB of everyone's list. */
  private double lists() {
    double length = Math.min(effort.recommend().length(), shape.items());
    return LISTED * length * shape.users() / MIB;
  }

  /** MiB of the events as a stage groups and sorts them. */
  private double grouped() {
    return 150 * shape.events() / MIB;
  }

  /** MiB outside the heap after reading. */
  private double outside() {
    double models = models() == 0 ? 0 : MODELS_MIB + MODEL_MIB * models();
    return JVM_MIB + models + KEPT_OF_ROWS * rowsMib;
  }

  /** MiB of a dense square matrix. */
  private static double square(double side) {
    return Float.BYTES * side * side / MIB;
  }

  private static double tokens(Text text) {
    double charactersAToken = text.chinese() + (1 - text.chinese()) * LATIN_CHARACTERS_A_TOKEN;
    return Math.min(MOST_TOKENS, text.characters() / charactersAToken + 2);
  }

  /** Seconds to embed one text. */
  private double reading(Text text) {
    double latin = 1 - text.chinese();
    return tokens(text) * (text.chinese() * seconds("zh") + latin * seconds("en"));
  }

  private double seconds(String language) {
    if (effort.isSent(language)) {
      return SENT_SECONDS;
    }
    return effort.isRead(language) ? READ_SECONDS : TERM_SECONDS;
  }

  /** How many models are held in this process to read the texts. */
  private long models() {
    if (shape.itemText().share() + shape.wordText().share() == 0) {
      return 0;
    }
    double most = Math.max(shape.itemText().chinese(), shape.wordText().chinese());
    boolean chinese = most >= 0.001;
    boolean others = most < 1;
    return Stream.of("zh", "en")
        .filter(language -> language.equals("zh") ? chinese : others)
        .filter(effort::isRead)
        .map(effort.embedding()::model)
        .distinct()
        .count();
  }

  /**
   * Adds a stage.
   *
   * @param work seconds of one core
   * @param parallel the share of the work that runs on all threads
   * @param heap MiB that live in the Java heap
   * @param outside MiB outside it
   */
  private void add(
      String name, double work, double parallel, double heap, double outside, double disk) {
    double garbage = Math.min(400, 100 + 2e-3 * shape.events());
    double resident = outside + heap + (heap > 0 ? garbage : 0);
    mostMib = Math.max(mostMib, Math.max(resident, heap / heapShare));
    double seconds = work * (1 - parallel + parallel / threads);
    stages.add(new Stage(name, seconds, mostMib, disk));
  }
}
