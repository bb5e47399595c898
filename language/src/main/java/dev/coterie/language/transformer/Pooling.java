package dev.coterie.language.transformer;

/** How the vectors of the tokens of a text become one. */
enum Pooling {
  /** The mean over all tokens (Reimers and Gurevych, Sentence-BERT, 2019). */
  MEAN {
    @Override
    void pool(float[] tokens, int from, int length, double[] sum) {
      int at = from;
      for (int t = 0; t < length; t++) {
        for (int d = 0; d < sum.length; d++) {
          sum[d] += tokens[at++];
        }
      }
    }
  },
  /** The first token, {@code [CLS]}. */
  FIRST {
    @Override
    void pool(float[] tokens, int from, int length, double[] sum) {
      copy(tokens, from, sum);
    }
  },
  /** The last token, of models that read from left to right. */
  LAST {
    @Override
    void pool(float[] tokens, int from, int length, double[] sum) {
      copy(tokens, from + (length - 1) * sum.length, sum);
    }
  };

  /**
   * Adds the token vectors of one text, up to a positive factor, to {@code sum}, which is zeros;
   * the factor is lost when the vector gets unit length.
   *
   * @param from where the first token's vector starts in {@code tokens}
   */
  abstract void pool(float[] tokens, int from, int length, double[] sum);

  private static void copy(float[] tokens, int from, double[] sum) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] = tokens[from + d];
    }
  }
}
