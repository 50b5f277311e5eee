package wordmill.pairs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import wordmill.store.ArtifactFolder;

/** The pairs of an artifact, a file a partition; no job is run. A task holds one row group. */
public final class SparkPairCorpus {
  private SparkPairCorpus() {}

  /** The pairs to train on, numbered from 0 to N - 1 in order. */
  public static JavaPairRDD<Long, EncodedPair> training(JavaSparkContext sc, PairCorpus corpus) {
    ArtifactFolder folder = corpus.folder();
    List<Numbered> files = new ArrayList<>();
    long first = 0;
    for (PairFile file : corpus.files(PairSet.TRAINING)) {
      files.add(new Numbered(file, first));
      first += file.pairs();
    }
    return parallel(sc, files)
        .flatMapToPair(
            each -> numbered(PairReader.ofTraining(folder, each.file().file()), each.first()));
  }

  /** The pairs to compare epochs by, in order. */
  public static JavaRDD<ExamplePair> validation(JavaSparkContext sc, PairCorpus corpus) {
    return examples(sc, corpus, PairSet.VALIDATION);
  }

  /** The pairs to measure at the end, in order. */
  public static JavaRDD<ExamplePair> test(JavaSparkContext sc, PairCorpus corpus) {
    return examples(sc, corpus, PairSet.TEST);
  }

  private static JavaRDD<ExamplePair> examples(
      JavaSparkContext sc, PairCorpus corpus, PairSet set) {
    ArtifactFolder folder = corpus.folder();
    return parallel(sc, corpus.files(set))
        .flatMap(each -> PairReader.ofExamples(folder, each.file()));
  }

  /**
   * A file and the number of its first pair.
   *
   * @param first from 0
   */
  private record Numbered(PairFile file, long first) implements Serializable {}

  private static <T> JavaRDD<T> parallel(JavaSparkContext sc, List<T> files) {
    return sc.parallelize(files, Math.max(1, files.size()));
  }

  private static <T> Iterator<Tuple2<Long, T>> numbered(Iterator<T> items, long first) {
    return new Iterator<>() {
      private long number = first;

      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public Tuple2<Long, T> next() {
        T item = items.next();
        return new Tuple2<>(number++, item);
      }
    };
  }
}
