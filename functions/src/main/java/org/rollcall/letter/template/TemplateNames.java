package org.rollcall.letter.template;

import com.samskivert.mustache.Mustache;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names in a template in the engine's order, each once. */
record TemplateNames(Set<String> variables, Set<String> sharedParts) implements Mustache.Visitor {

  TemplateNames() {
    this(new LinkedHashSet<>(), new LinkedHashSet<>());
  }

  @Override
  public void visitText(String text) {}

  @Override
  public void visitVariable(String name) {
    variables.add(name);
  }

  @Override
  public boolean visitInclude(String name) {
    sharedParts.add(name);
    return false;
  }

  @Override
  public boolean visitSection(String name) {
    variables.add(name);
    return true;
  }

  @Override
  public boolean visitInvertedSection(String name) {
    variables.add(name);
    return true;
  }
}
