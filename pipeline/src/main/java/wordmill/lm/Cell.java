package wordmill.lm;

/** The recurrent layers' cell: {@code lm.cell}. */
public enum Cell {
  /** The plain one (Elman 1990, doi:10.1207/s15516709cog1402_1): h = tanh(Wx + Uh + b). */
  RNN,
  /** Long short-term memory (Hochreiter & Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735). */
  LSTM,
  /** Gated recurrent unit (Cho et al. 2014, arXiv:1406.1078). */
  GRU
}
