/** Questions in JSONata to a value in JSON, answered within bounds whatever they ask. */
@NullMarked
package org.rollcall.query;

import org.jspecify.annotations.NullMarked;
