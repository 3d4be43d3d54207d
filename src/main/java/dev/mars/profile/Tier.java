package dev.mars.profile;

/** How active a user is. Names and order are part of the output and of state. */
public enum Tier {
    LOW,
    MEDIUM,
    HIGH
}
