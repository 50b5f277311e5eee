package wordmill.seq2seq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The search for one sentence: its open hypotheses, best first, and the finished ones. */
final class SentenceBeam {
  private static final Comparator<Hypothesis> BEST_FIRST =
      Comparator.comparingDouble(Hypothesis::score).reversed();

  private final int end;
  private final DecodingOptions options;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<OpenHypothesis> open;
  private int length;

  SentenceBeam(int sentence, int end, DecodingOptions options) {
    this.end = end;
    this.options = options;
    this.open = List.of(OpenHypothesis.start(sentence));
  }

  /** Those to go on with; none if the search is over. */
  List<OpenHypothesis> open() {
    return open;
  }

  /**
   * Makes every open hypothesis one token longer, keeps the best and finishes those that end.
   *
   * @param next ln p of each token, for the open hypotheses in their order
   * @param firstRow of {@code next} that is this sentence's
   * @param best room for 2 · beam: as each hypothesis ends in one way only, so many always have
   *     {@code beam} that go on, if there are
   */
  void advance(float[] next, int firstRow, boolean[] forbidden, Candidates best) {
    best.clear();
    for (int i = 0; i < open.size(); i++) {
      double before = open.get(i).logProbability();
      best.offer(i, before, next, (firstRow + i) * forbidden.length, forbidden);
    }
    length++;
    open = keep(best, firstRow);
    if (isSettled()) {
      open = List.of();
    } else if (length == options.maxLength()) {
      open.forEach(each -> finish(each.tokens(), each.logProbability(), false));
      open = List.of();
    }
  }

  private List<OpenHypothesis> keep(Candidates best, int firstRow) {
    List<OpenHypothesis> kept = new ArrayList<>();
    for (int rank = 0; rank < best.size() && kept.size() < options.beam(); rank++) {
      int hypothesis = best.hypothesis(rank);
      OpenHypothesis from = open.get(hypothesis);
      if (best.token(rank) != end) {
        kept.add(from.with(firstRow + hypothesis, best.token(rank), best.logProbability(rank)));
      } else if (rank < options.beam()) {
        finish(from.tokens(), best.logProbability(rank), true);
      }
    }
    return kept;
  }

  private void finish(int[] tokens, double logProbability, boolean complete) {
    double score = options.score(logProbability, length);
    finished.add(new Hypothesis(tokens, logProbability, score, complete));
  }

  /** Whether enough are finished, or so good that none of the open ones can beat the n best. */
  private boolean isSettled() {
    if (open.isEmpty() || finished.size() >= options.beam()) {
      return true;
    }
    if (finished.size() < options.nBest()) {
      return false;
    }
    finished.sort(BEST_FIRST);
    double hope = options.score(open.get(0).logProbability(), options.maxLength()); // as ln p <= 0
    return hope <= finished.get(options.nBest() - 1).score();
  }

  /** The n best; of equal scores, what was finished earlier. */
  List<Hypothesis> best() {
    finished.sort(BEST_FIRST);
    return List.copyOf(finished.subList(0, Math.min(options.nBest(), finished.size())));
  }
}
