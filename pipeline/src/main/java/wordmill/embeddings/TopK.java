package wordmill.embeddings;

import java.util.ArrayList;
import java.util.List;

/** The k greatest scores offered, greatest first; of equal ones, those offered first. */
final class TopK {
  private final int[] excluded;
  private final float[] scores;
  private final int[] ids;
  private int size;

  /**
   * @param excluded ids that are never taken; few
   */
  TopK(int k, int[] excluded) {
    this.excluded = excluded;
    this.scores = new float[k];
    this.ids = new int[k];
  }

  /** Offers {@code scores[from, from + n)} for the ids from {@code id} on. */
  void offer(float[] offered, int from, int n, int id) {
    for (int j = 0; j < n; j++) {
      if (size < scores.length || offered[from + j] > scores[size - 1]) {
        offer(offered[from + j], id + j);
      }
    }
  }

  void offer(float score, int id) {
    if (isExcluded(id) || (size == scores.length && score <= scores[size - 1])) {
      return;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (scores[middle] >= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    size = Math.min(size + 1, scores.length);
    System.arraycopy(scores, low, scores, low + 1, size - 1 - low);
    System.arraycopy(ids, low, ids, low + 1, size - 1 - low);
    scores[low] = score;
    ids[low] = id;
  }

  /** Offers all that {@code later}, fed with greater ids, has taken. */
  void merge(TopK later) {
    for (int i = 0; i < later.size; i++) {
      offer(later.scores[i], later.ids[i]);
    }
  }

  List<Neighbour> list(Embeddings embeddings) {
    List<Neighbour> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(new Neighbour(ids[i], embeddings.word(ids[i]), scores[i]));
    }
    return list;
  }

  private boolean isExcluded(int id) {
    for (int other : excluded) {
      if (other == id) {
        return true;
      }
    }
    return false;
  }
}
