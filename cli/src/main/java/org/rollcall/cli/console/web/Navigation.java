package org.rollcall.cli.console.web;

/**
 * An entry of the console's navigation.
 *
 * @param path the path of its page, which pages name as their section
 * @param label one or two words
 */
public record Navigation(String path, String label) {}
