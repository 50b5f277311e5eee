/** Rounds of parameter averaging. */
package wordmill.averaging;
