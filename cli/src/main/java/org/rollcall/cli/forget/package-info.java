/** {@code rollcall forget}: erases a person's data. */
@NullMarked
package org.rollcall.cli.forget;

import org.jspecify.annotations.NullMarked;
