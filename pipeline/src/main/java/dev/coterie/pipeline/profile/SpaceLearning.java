package dev.coterie.pipeline.profile;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.ItemSpace.Rotation;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.TextBlock;
import dev.coterie.language.Script;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.BitSet;
import java.util.List;

/** Makes the item space from behaviour and text. */
final class SpaceLearning {
  /** An entity with text leans on it like on this many users. */
  private static final double TEXT_USERS = 3;

  /** With fewer entities that two users share, text says more than behaviour. */
  static final int AT_LEAST_SHARED = 10;

  private SpaceLearning() {}

  static ItemSpace learn(
      EventLog events,
      BitSet without,
      List<TextBlock> blocks,
      Factorisation factorisation,
      ProfileOptions options,
      long seed,
      Workers workers) {
    Touches touches = Touches.of(events, Decay.NONE, events.latest(), without);
    float[] rarity = Rarity.of(touches.liked());
    boolean hasText = blocks.stream().anyMatch(block -> block.vectors().rows() > 0);
    CoreEntities core = CoreEntities.of(touches);
    if (core.size() < (hasText ? AT_LEAST_SHARED : 1)) {
      return fromText(touches, blocks, rarity);
    }
    Factorisation used = factorisation;
    Matrix vectors = used.entities(touches, core, options.dimension(), seed, workers);
    if (isNothing(vectors)) {
      used = Factorisation.TFIDF_SVD;
      vectors = used.entities(touches, core, options.dimension(), seed, workers);
    }
    Matrix behaviour = vectors;
    String[] languages = languages(events);
    List<Rotation> rotations =
        options.align()
            ? Alignment.learn(touches, behaviour, rarity, languages, workers)
            : List.of();
    Alignment.apply(rotations, behaviour, languages);
    MapLearning.Learned learned =
        MapLearning.learn(touches, behaviour, rarity, blocks, options.adapter(), seed, workers);
    Matrix leaning = behaviour.copy();
    lean(leaning, touches.users(), blocks, learned.maps(), touches.items(), workers);
    return new ItemSpace(
        leaning,
        touches.items(),
        rarity,
        Decay.NONE,
        learned.maps(),
        rotations,
        used.key(),
        new ItemSpace.Trials(learned.choices(), learned.figures()));
  }

  /** Where no user touched two things, nothing is associated with anything. */
  private static boolean isNothing(Matrix vectors) {
    for (float value : vectors.data()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Moves entities towards where their texts and other vectors say they are, the more the fewer
   * users they have.
   */
  private static void lean(
      Matrix vectors,
      int[] users,
      List<TextBlock> blocks,
      List<TextMap> maps,
      int items,
      Workers workers) {
    double[] trust = new double[users.length];
    for (TextMap map : maps) {
      int[] rows = TextMapping.rows(block(blocks, map), users.length, items);
      for (int i = 0; i < rows.length; i++) {
        trust[i] += rows[i] == EventLog.NONE ? 0 : trust(map);
      }
    }
    for (int i = 0; i < users.length; i++) {
      if (trust[i] > 0) {
        float behaviour = (float) (users[i] / (users[i] + trust[i]));
        VectorMath.scale(behaviour, vectors.data(), vectors.offset(i), vectors.columns());
      }
    }
    for (TextMap map : maps) {
      TextBlock block = block(blocks, map);
      Matrix places = TextMapping.apply(map, block.vectors(), workers);
      int[] rows = TextMapping.rows(block, users.length, items);
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] != EventLog.NONE && trust(map) > 0) {
          VectorMath.axpy(
              (float) (trust(map) / (users[i] + trust[i])),
              places.data(),
              places.offset(rows[i]),
              vectors.data(),
              vectors.offset(i),
              vectors.columns());
        }
      }
    }
  }

  private static double trust(TextMap map) {
    return TEXT_USERS * Math.max(0, map.explained());
  }

  private static TextBlock block(List<TextBlock> blocks, TextMap map) {
    return blocks.stream()
        .filter(block -> block.embedder().equals(map.embedder()))
        .findFirst()
        .orElseThrow();
  }

  /** The text space as it is, each encoder a block of its own. */
  private static ItemSpace fromText(Touches touches, List<TextBlock> blocks, float[] rarity) {
    int dimension = Math.max(1, blocks.stream().mapToInt(b -> b.vectors().columns()).sum());
    Matrix vectors = Matrix.zeros(touches.liked().columns(), dimension);
    int at = 0;
    for (TextBlock block : blocks) {
      int[] rows = TextMapping.rows(block, vectors.rows(), touches.items());
      int width = block.vectors().columns();
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] != EventLog.NONE) {
          System.arraycopy(
              block.vectors().data(),
              block.vectors().offset(rows[i]),
              vectors.data(),
              vectors.offset(i) + at,
              width);
        }
      }
      at += width;
    }
    return new ItemSpace(
        vectors,
        touches.items(),
        rarity,
        Decay.NONE,
        List.of(),
        List.of(),
        ItemSpace.CONTENT,
        ItemSpace.Trials.NONE);
  }

  private static String[] languages(EventLog events) {
    int items = events.items().size();
    String[] languages = new String[items + events.texts().size()];
    for (int i = 0; i < languages.length; i++) {
      languages[i] =
          i < items
              ? events.items().get(i).language()
              : Script.language(events.texts().get(i - items));
    }
    return languages;
  }
}
