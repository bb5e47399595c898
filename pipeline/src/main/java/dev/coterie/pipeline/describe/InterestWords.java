package dev.coterie.pipeline.describe;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.language.phrase.KeyPhrase;
import dev.coterie.language.phrase.KeyPhraseOptions;
import dev.coterie.language.phrase.KeyPhrases;
import dev.coterie.language.phrase.PhraseIndex;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.chat.Scribe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says what one user is interested in, from the user's own history: each interest by the phrases
 * that tell its items from the other interests' and from the rest of the catalogue, or as a chat
 * model words it.
 */
public final class InterestWords {
  private static final int PHRASES = 8;

  private final EventLog events;
  private final Matrix vectors;
  private final float[] affinity;
  private final PhraseIndex index;
  private final SparseMatrix textsOfItems;
  private final Set<String> topics;
  private final NameStyle style;
  private final Workers workers;

  /**
   * Reads the catalogue's phrases.
   *
   * @param vectors one row an item in the item space
   */
  public InterestWords(EventLog events, Matrix vectors, Workers workers, Progress progress) {
    this.events = events;
    this.vectors = vectors;
    this.workers = workers;
    this.affinity = Affinities.of(events);
    int n = events.items().size();
    List<String> texts = new ArrayList<>();
    events.items().forEach(item -> texts.add(Evidence.title(item)));
    Labels written = Labels.of(events.items());
    events.items().forEach(item -> texts.add(written.text(item)));
    texts.addAll(events.texts());
    this.index = PhraseIndex.of(texts, workers, progress);
    this.topics = Evidence.topics(index, n);
    this.style = NameStyle.of(events.items());
    int[] item = new int[2 * n];
    int[] text = new int[2 * n];
    float[] one = new float[2 * n];
    Arrays.setAll(item, i -> i % n);
    Arrays.setAll(text, i -> i);
    Arrays.fill(one, 1);
    this.textsOfItems = SparseMatrix.ofEntries(n, texts.size(), item, text, one);
  }

  /**
   * The interests of a user, heaviest first, in words that differ.
   *
   * @param user number in the log
   * @param interests of that user, with medoids by their number in the log
   * @param placing where written words are tested; asked for only where there is a model
   */
  public List<UserInterest> of(
      int user,
      List<Interest> interests,
      Supplier<TextPlacing> placing,
      Scribe scribe,
      Progress progress) {
    List<InterestItems> found = InterestItems.of(events, affinity, user, interests, vectors);
    List<List<KeyPhrase>> phrases = phrases(found);
    List<UserInterest> own = own(found, phrases);
    return scribe.writes() && !own.isEmpty()
        ? new WrittenInterests(own, facts(found, phrases), placing.get(), scribe, workers)
            .write(progress)
        : own;
  }

  private List<UserInterest> own(List<InterestItems> found, List<List<KeyPhrase>> phrases) {
    List<List<NameCandidates.Part>> parts = Describing.parts(phrases, topics);
    List<UserInterest> own = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      InterestItems items = found.get(i);
      List<String> labels = labels(items);
      String words =
          NameCandidates.of(parts.get(i), labels, style).fitting().stream()
              .filter(name -> taken.add(Naming.folded(name)))
              .findFirst()
              .orElse(labels.getFirst());
      own.add(
          new UserInterest(
              words,
              items.span(),
              items.weight(),
              items.since(),
              items.until(),
              items.items().stream().map(item -> events.items().get(item).id()).toList(),
              Optional.empty()));
    }
    return own;
  }

  private List<GroupFacts> facts(List<InterestItems> found, List<List<KeyPhrase>> phrases) {
    List<GroupFacts> facts = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      List<String> categories =
          found.get(i).items().stream()
              .flatMap(item -> events.items().get(item).categories().stream())
              .distinct()
              .toList();
      facts.add(
          new GroupFacts(
              phrases.get(i).stream().map(KeyPhrase::text).toList(),
              labels(found.get(i)),
              categories,
              List.of(),
              List.of(),
              found.get(i).items()));
    }
    return facts;
  }

  private List<String> labels(InterestItems items) {
    return items.items().stream().map(item -> events.items().get(item)).map(Item::label).toList();
  }

  private List<List<KeyPhrase>> phrases(List<InterestItems> found) {
    int rest = found.size();
    int[] interestOf = new int[events.items().size()];
    Arrays.fill(interestOf, rest);
    for (int i = 0; i < found.size(); i++) {
      for (int item : found.get(i).items()) {
        interestOf[item] = i;
      }
    }
    // A phrase of one item only says what that item is, and its title says it better.
    return KeyPhrases.rank(
            index,
            textsOfItems,
            interestOf,
            rest + 1,
            KeyPhraseOptions.DEFAULT.withMinSources(2).withCount(PHRASES))
        .subList(0, rest);
  }
}
