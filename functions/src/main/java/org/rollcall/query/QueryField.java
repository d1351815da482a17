package org.rollcall.query;

/**
 * A field that a query reads, as far as its text shows.
 *
 * @param path the names from the root of the value, such as {@code user_group.value}
 * @param isComparedWithText whether the query compares the field with a text
 */
public record QueryField(String path, boolean isComparedWithText) {}
