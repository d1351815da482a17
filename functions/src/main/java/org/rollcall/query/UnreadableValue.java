package org.rollcall.query;

/**
 * Stands for a value that cannot be read, in the JSON that a query is evaluated on (as a Jackson
 * {@code POJONode}). A query that reads it, compares it or makes a text of it, also as part of a
 * list or object, fails with an {@link UnreadableValueException}. A query that does not read it is
 * not affected. See D-125.
 *
 * @param problem names the field and the form that it should have, but not the value, which may be
 *     personal
 */
public record UnreadableValue(String problem) {}
