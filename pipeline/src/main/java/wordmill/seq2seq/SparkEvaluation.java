package wordmill.seq2seq;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * pass through the driver. A model with attention draws that of the first pair: {@code
 * attention.svg}, and {@code attention.json} with its weights.
 */
public final class SparkEvaluation {
  /** Lines of three columns, the source first. */
  public static final String PREDICTIONS = "predictions.tsv";

  /** The heat map. */
  public static final String ATTENTION = "attention.svg";

  private static final String ATTENTION_WEIGHTS = "attention.json";

  /** Predictions that the metrics show. */
  private static final int SAMPLES = 5;

  private SparkEvaluation() {}

  /**
   * Evaluates.
   *
   * @param pairs an artifact
   * @param model an artifact that was trained on it
   * @param version of this program, for BLEU's signature
   * @return metrics: perplexity, exact and token-accuracy (per cent), bleu and its signature, and
   *     samples, a line each of the first predictions
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
    List<Prediction> predictions = measured.samples();
    metrics.put("samples", predictions.stream().limit(SAMPLES).map(Prediction::line).toList());
    List<DataFile> files = new ArrayList<>(List.of(write(predictions, out)));
    if (asked.hasAttention()) {
      AttentionSheet sheet = asked.attention(predictions.get(0).source(), decoding);
      files.add(write(ATTENTION, sheet.toSvg(), out));
      files.add(write(ATTENTION_WEIGHTS, sheet.toJson() + "\n", out));
    }
    return new StageResult(files, metrics);
  }

  private static DataFile write(String name, String text, ArtifactFolder to) throws IOException {
    try (HashedOutput file = to.write(name)) {
      file.write(text.getBytes(StandardCharsets.UTF_8));
      return file.finish();
    }
  }

  private static DataFile write(List<Prediction> predictions, ArtifactFolder to)
      throws IOException {
    try (HashedOutput file = to.write(PREDICTIONS)) {
      OutputStream out = new BufferedOutputStream(file, 1 << 16);
      for (Prediction each : predictions) {
        String line =
            Stream.of(each.source(), each.reference(), each.predicted())
                .map(text -> text.replace('\t', ' ')) // aligned files may have tabs in a line
                .collect(Collectors.joining("\t", "", "\n"));
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      return file.finish();
    }
  }
}
