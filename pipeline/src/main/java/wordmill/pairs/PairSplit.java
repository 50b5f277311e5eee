package wordmill.pairs;

import java.io.Serializable;
import wordmill.store.HadoopConf;

/** What one task reads. It follows from the files alone. */
interface PairSplit extends Serializable {
  /** Opens it from the start. */
  PairLines open(HadoopConf hadoop);
}
