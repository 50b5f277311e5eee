package wordmill.training;

/** When the units to be dropped are drawn: {@code dropout-mask}. */
public enum DropoutMask {
  /** Anew at each step (Zaremba, Sutskever & Vinyals 2014, arXiv:1409.2329). */
  STEP,
  /** Once for all steps of a window (Gal & Ghahramani 2016, arXiv:1512.05287). */
  SEQUENCE
}
