package wordmill.seq2seq;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.config.BadInputException;
import wordmill.evaluate.Bleu;
import wordmill.evaluate.BleuTokenizer;
import wordmill.pairs.ExamplePair;
import wordmill.pairs.PairCorpus;
import wordmill.pairs.SparkPairCorpus;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HashedOutput;
import wordmill.store.StageResult;

/**
 * How well a model does on the test pairs, or where there are none on the validation pairs. The
 * file {@code predictions.tsv} has source, reference and prediction of each, in order; all of them
 * pass through the driver.
 */
public final class SparkEvaluation {
  private static final String PREDICTIONS = "predictions.tsv";

  private SparkEvaluation() {}

  /**
   * Evaluates.
   *
   * @param pairs an artifact
   * @param model an artifact that was trained on it
   * @param version of this program, for BLEU's signature
   * @return metrics: perplexity, exact and token-accuracy (per cent), bleu and its signature
   * @throws BadInputException if there are neither test nor validation pairs
   */
  public static StageResult evaluate(
      JavaSparkContext sc,
      Artifact pairs,
      Artifact model,
      DecodingOptions decoding,
      BleuTokenizer tokenizer,
      String version,
      ArtifactFolder out)
      throws IOException {
    PairCorpus corpus = PairCorpus.of(pairs);
    boolean hasTest = corpus.testPairs() > 0;
    BadInputException.check(
        hasTest || corpus.validationPairs() > 0,
        "there is nothing to evaluate on: name files in pairs.test or pairs.validation, or set"
            + " pairs.held-out above 0");
    JavaRDD<ExamplePair> examples =
        hasTest ? SparkPairCorpus.test(sc, corpus) : SparkPairCorpus.validation(sc, corpus);
    TranslationModel asked = TranslationModel.read(model);
    Measured measured =
        new SparkMeasuring(decoding, asked.isReversed(), tokenizer, Integer.MAX_VALUE)
            .of(
                sc,
                asked.graph(),
                asked.wording(),
                examples,
                hasTest ? corpus.testPairs() : corpus.validationPairs());
    SortedMap<String, Object> metrics = new TreeMap<>(measured.values(""));
    metrics.put("bleu-signature", new Bleu(measured.bleu()).signature(version));
    metrics.put("pairs", measured.accuracy().sentences());
    metrics.put("measured-on", hasTest ? "test" : "validation");
    return new StageResult(List.of(write(measured.samples(), out)), metrics);
  }

  private static DataFile write(List<Prediction> predictions, ArtifactFolder to)
      throws IOException {
    try (HashedOutput file = to.write(PREDICTIONS)) {
      OutputStream out = new BufferedOutputStream(file, 1 << 16);
      for (Prediction each : predictions) {
        String line = String.join("\t", each.source(), each.reference(), each.predicted()) + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      return file.finish();
    }
  }
}
