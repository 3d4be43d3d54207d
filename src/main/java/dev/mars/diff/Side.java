package dev.mars.diff;

/** Which of the two topics. */
public enum Side {
    FIRST,
    SECOND
}
