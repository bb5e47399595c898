package dev.coterie.pipeline.personal;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.chat.Scribe;
import dev.coterie.pipeline.describe.InterestWords;
import dev.coterie.pipeline.describe.UserInterest;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.recommend.ListRules;
import dev.coterie.pipeline.snapshot.Fitted;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.Tables.Answer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Speaks of single users of a snapshot. Texts are embedded only where a chat model says something
 * that has to be compared with them. For one thread at a time.
 */
public final class Personal {
  /** From so many events on, a model was measured elsewhere to order worse than the ranking. */
  public static final int FEW_EVENTS = 100;

  private final SnapshotReader snapshot;
  private final FitConfiguration configuration;
  private final Fitted fitted;
  private final float[] affinity;
  private final VectorCache cache;
  private final Workers workers;
  private final Scribe scribe;
  private final Progress progress;
  private final InterestWords words;
  private @Nullable CatalogueTexts catalogue;

  /**
   * Reads what the snapshot knows of its users.
   *
   * @param cache of text vectors
   * @param scribe the chat model, or a silent one
   */
  public Personal(
      SnapshotReader snapshot,
      VectorCache cache,
      Scribe scribe,
      Workers workers,
      Progress progress) {
    this.snapshot = snapshot;
    this.configuration =
        ConfigurationFile.defaults().overlay(snapshot.manifest().configuration()).read();
    this.cache = cache;
    this.workers = workers;
    this.scribe = scribe;
    this.progress = progress;
    progress.report("reading what users did", 0, 0);
    this.fitted = snapshot.fitted();
    this.affinity = Affinities.of(fitted.events());
    this.words = new InterestWords(fitted.events(), fitted.itemVectors(), workers, progress);
  }

  /**
   * A user's interests in words, heaviest first: the model's where there is one and they pass their
   * test, else those of the user's own items.
   *
   * @throws BadInput where the user is unknown
   */
  public List<UserInterest> interests(String user) {
    return interests(user, scribe);
  }

  private List<UserInterest> interests(String user, Scribe writer) {
    Map<String, Integer> numbers = new HashMap<>();
    fitted.events().items().forEach(item -> numbers.put(item.id(), numbers.size()));
    List<Interest> medoids = new ArrayList<>();
    int number = number(user);
    Answer stored = snapshot.interests(user);
    for (int row = 0; row < stored.rows().size(); row++) {
      Integer item = numbers.get(String.valueOf(stored.cell(row, "item_id")));
      if (item != null && stored.cell(row, "weight") instanceof Number weight) {
        medoids.add(new Interest(item, weight.doubleValue()));
      }
    }
    return words.of(number, medoids, () -> catalogue().placing(), writer, progress);
  }

  /**
   * Items that answer what the model thinks the user may want next, by the rules of the lists.
   *
   * @param most items, at least 1
   * @throws BadInput where the user is unknown
   */
  public Proposals propose(String user, int most) {
    UserStory story = story(user);
    BitSet among =
        ListRules.of(
                fitted.events().items(),
                configuration.recommend(),
                fitted.events().latest(),
                fitted.itemVectors())
            .eligible();
    among.andNot(configuration.recommend().seen() ? story.turnedDown() : story.touched());
    return Wishes.of(story, fitted.events().items(), among, most, catalogue(), scribe, progress);
  }

  /**
   * A list whose first items are in the model's order, where the user did less than so much.
   *
   * @param list of the user
   * @param first how many
   * @param fewerEvents users with as many or more keep their order
   * @throws BadInput where the user is unknown
   */
  public Reordered reorder(String user, List<ListedItem> list, int first, int fewerEvents) {
    UserStory story = story(user);
    return story.events() >= fewerEvents
        ? new Reordered(
            list,
            0,
            "the user did %d things, and whoever did %d or more keeps the order of the ranking"
                .formatted(story.events(), fewerEvents))
        : Reordering.of(story, list, first, scribe, progress);
  }

  private UserStory story(String user) {
    return UserStory.of(fitted.events(), affinity, number(user), interests(user, Scribe.silent()));
  }

  private int number(String user) {
    int number = Collections.binarySearch(fitted.events().users(), user);
    if (number < 0) {
      throw snapshot.unknownUser(user);
    }
    return number;
  }

  private CatalogueTexts catalogue() {
    CatalogueTexts known = catalogue;
    if (known == null) {
      known =
          new CatalogueTexts(fitted, snapshot.learned(), configuration, cache, workers, progress);
      catalogue = known;
    }
    return known;
  }
}
