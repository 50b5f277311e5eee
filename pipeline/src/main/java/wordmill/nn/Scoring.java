package wordmill.nn;

import java.util.ArrayList;
import java.util.List;

/** How well a query q [Q] fits a memory m [M] in attention. */
public enum Scoring {
  /** qᵀ m, with Q = M (Luong, Pham & Manning 2015, arXiv:1508.04025, equation 8). */
  DOT,

  /** qᵀ W m (the same). */
  GENERAL,

  /**
   * vᵀ tanh(Wᵀ q + Uᵀ m), in A dimensions (Bahdanau, Cho & Bengio 2015, arXiv:1409.0473, A.1.2).
   */
  ADDITIVE;

  /** The dimension in which queries meet memories. */
  int meeting(int M, int A) {
    return this == ADDITIVE ? A : M;
  }

  /** W, and of additive scores U and v. */
  List<ParameterLayout.Parameter> parameters(int Q, int M, int A, double range) {
    List<ParameterLayout.Parameter> all = new ArrayList<>();
    if (this != DOT) {
      all.add(ParameterLayout.Parameter.weight("W", range, Q, meeting(M, A)));
    }
    if (this == ADDITIVE) {
      all.add(ParameterLayout.Parameter.weight("U", range, M, A));
      all.add(ParameterLayout.Parameter.weight("v", range, 1, A));
    }
    return all;
  }
}
