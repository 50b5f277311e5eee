package wordmill.seq2seq;

import java.util.List;
import wordmill.training.TrainingProgress;

/**
 * How far a training is, after a round.
 *
 * @param pairs of an epoch
 * @param tokens of an epoch's targets, their ends included
 * @param epochs at most
 */
public record TrainingStatus(TrainingProgress progress, long pairs, long tokens, int epochs) {
  /** Is told. */
  public interface Watcher {
    /** After every round. */
    void tell(TrainingStatus status);

    /** After every epoch some predictions. */
    void tell(List<Prediction> samples);
  }
}
