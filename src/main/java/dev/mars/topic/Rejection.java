package dev.mars.topic;

/**
 * The verdict on a record that cannot be used.
 *
 * @param message what was read, its value, the rule, what to do; the same for the same record
 */
public record Rejection(Reason reason, String message) {}
