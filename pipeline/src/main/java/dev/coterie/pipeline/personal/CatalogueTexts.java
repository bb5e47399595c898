package dev.coterie.pipeline.personal;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.NamePlaces;
import dev.coterie.pipeline.describe.TextPlacing;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.snapshot.Fitted;
import dev.coterie.pipeline.snapshot.Learned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** The texts of a snapshot's catalogue as the encoders of its fit read them. */
final class CatalogueTexts {
  /** Pairs of items that tell how alike texts are that have nothing to do with each other. */
  private static final int PAIRS = 5000;

  /** An answer must be more like its text than so many of these pairs are like each other. */
  private static final double UNLIKE = 0.97;

  private final ItemEmbedding embedding;
  private final List<TextBlock> blocks;
  private final Fitted fitted;
  private final Learned learned;
  private final long seed;
  private final Workers workers;

  CatalogueTexts(
      Fitted fitted,
      Learned learned,
      FitConfiguration configuration,
      VectorCache cache,
      Workers workers,
      Progress progress) {
    this.fitted = fitted;
    this.learned = learned;
    this.seed = configuration.seed();
    this.workers = workers;
    this.embedding = new ItemEmbedding(configuration.embedding(), cache);
    // All that the fit embedded, in its order: what is trained on the texts is the same again.
    this.blocks = embedding.embed(fitted.events(), seed, workers, progress).blocks();
  }

  /** Where texts lie in the item space. */
  TextPlacing placing() {
    ItemSpace space =
        new ItemSpace(
            fitted.itemVectors(),
            fitted.itemVectors().rows(),
            new float[0],
            learned.decay(),
            learned.textMaps(),
            List.of(),
            "snapshot",
            ItemSpace.Trials.NONE);
    return new NamePlaces(embedding, space, blocks, seed, workers);
  }

  /** An item and the cosine of its text to another. */
  record Match(int item, float cosine) {}

  /**
   * For each text the items whose texts are nearest to it, best first; none that is no more like it
   * than items of the catalogue are like each other. Only what the encoder of the text has read.
   *
   * @param among numbers of the items that may be found
   */
  List<List<Match>> nearest(List<String> texts, BitSet among, int most) {
    List<List<Match>> found = new ArrayList<>();
    texts.forEach(text -> found.add(List.of()));
    for (TextBlock asked :
        embedding
            .embed(EventLog.ofTexts(List.of(), texts), seed, workers, Progress.NONE)
            .blocks()) {
      for (TextBlock read : blocks) {
        if (read.embedder().equals(asked.embedder())) {
          float floor = floor(read);
          for (int t = 0; t < texts.size(); t++) {
            if (asked.textRow()[t] != EventLog.NONE) {
              found.set(t, nearest(asked, asked.textRow()[t], read, among, most, floor));
            }
          }
        }
      }
    }
    return found;
  }

  private static List<Match> nearest(
      TextBlock asked, int row, TextBlock read, BitSet among, int most, float floor) {
    TopK best = new TopK(most);
    among.stream()
        .filter(item -> read.itemRow()[item] != EventLog.NONE)
        .forEach(
            item ->
                best.offer(
                    item,
                    VectorMath.cosine(
                        asked.vectors().data(),
                        asked.vectors().offset(row),
                        read.vectors().data(),
                        read.vectors().offset(read.itemRow()[item]),
                        read.vectors().columns())));
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < best.size() && best.scores()[i] > floor; i++) {
      matches.add(new Match(best.indices()[i], best.scores()[i]));
    }
    return matches;
  }

  /** How alike two items of one encoder seldom are: their scale differs from encoder to encoder. */
  private float floor(TextBlock block) {
    int[] rows = Arrays.stream(block.itemRow()).filter(row -> row != EventLog.NONE).toArray();
    SplittableRandom random = Seeds.stream(seed, "likeness");
    float[] cosines = new float[rows.length < 2 ? 0 : PAIRS];
    for (int i = 0; i < cosines.length; i++) {
      int a = random.nextInt(rows.length);
      int b = (a + 1 + random.nextInt(rows.length - 1)) % rows.length;
      cosines[i] =
          VectorMath.cosine(
              block.vectors().data(),
              block.vectors().offset(rows[a]),
              block.vectors().data(),
              block.vectors().offset(rows[b]),
              block.vectors().columns());
    }
    Arrays.sort(cosines);
    return cosines.length == 0 ? 0 : Math.max(0, cosines[(int) (UNLIKE * cosines.length)]);
  }
}
