package org.rollcall.local.sample;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Collections;
import java.util.List;

/**
 * A group of people with similar names. A frequent language occurs more than once in the list.
 *
 * @param weight how often the community occurs in {@link #ALL}
 * @param givenNames empty if people have a single name
 */
record Community(
    String name,
    int weight,
    List<String> languages,
    List<NameSpelling> givenNames,
    List<NameSpelling> familyNames) {

  /** The communities of {@code communities.json}. A large community occurs more than once. */
  static final List<Community> ALL =
      SampleData.read("communities.json", new TypeReference<List<Community>>() {}).stream()
          .flatMap(community -> Collections.nCopies(community.weight, community).stream())
          .toList();
}
