package wordmill.seq2seq;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;
import wordmill.evaluate.BleuTokenizer;
import wordmill.training.TrainingPlan;

/**
 * What may be tuned; the keys are {@code seq2seq.*}.
 *
 * @param batch pairs of a replica's step, 1 to 10,000
 * @param maxLength words of a prediction on validation, its end included, 1 to 10,000
 * @param samples predictions to show after each epoch, 0 to 100
 * @param bleu how text is cut into words for BLEU
 */
public record Seq2SeqOptions(
    NetworkOptions network,
    int batch,
    TrainingPlan plan,
    int maxLength,
    int samples,
    BleuTokenizer bleu)
    implements Serializable {
  public Seq2SeqOptions {
    Ranges.check("seq2seq.batch", batch, 1, 10_000);
    Ranges.check("seq2seq.max-length", maxLength, 1, 10_000);
    Ranges.check("seq2seq.samples", samples, 0, 100);
  }

  /** The options of a configuration. */
  public static Seq2SeqOptions from(Settings settings) {
    return new Seq2SeqOptions(
        NetworkOptions.from(settings),
        settings.integer("seq2seq.batch"),
        TrainingPlan.from(settings, "seq2seq"),
        settings.integer("seq2seq.max-length"),
        settings.integer("seq2seq.samples"),
        settings.choice("seq2seq.bleu", BleuTokenizer.class));
  }
}
