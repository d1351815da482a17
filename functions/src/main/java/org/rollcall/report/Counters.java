package org.rollcall.report;

/**
 * The members of a job, counted. {@code updated + unchanged + skipped + not_found + failed +
 * not_reached} are always the members.
 */
public record Counters(
    int members,
    int updated,
    int unchanged,
    int skipped,
    int notFound,
    int failed,
    int notReached,
    int passwordsReset,
    int lettersSent,
    int lettersFailed,
    int noPreferredEmail,
    int optedOut) {}
