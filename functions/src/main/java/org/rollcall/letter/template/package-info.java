/** Letter templates: Mustache with a fixed list of variables. */
package org.rollcall.letter.template;
