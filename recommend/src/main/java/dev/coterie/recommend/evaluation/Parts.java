package dev.coterie.recommend.evaluation;

/**
 * Events parted in two, by their index.
 *
 * @param train what is learned from, ascending
 * @param test what is foreseen, ascending
 * @param now the time of asking: the cut of a temporal split, else that of the latest event
 */
public record Parts(int[] train, int[] test, long now) {
  static Parts of(boolean[] isTrain, long now) {
    int trained = 0;
    for (boolean is : isTrain) {
      trained += is ? 1 : 0;
    }
    int[] train = new int[trained];
    int[] test = new int[isTrain.length - trained];
    int a = 0;
    int b = 0;
    for (int e = 0; e < isTrain.length; e++) {
      if (isTrain[e]) {
        train[a++] = e;
      } else {
        test[b++] = e;
      }
    }
    return new Parts(train, test, now);
  }
}
