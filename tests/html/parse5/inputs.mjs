// Documents in the manner of html5lib's tree construction tests: short, and each with a way of its own to be wrong.

const single = [
  '', 'text', 'a < b', 'a <3 b', '<', '</', '</>', '<!', '<?', '<!>', '&', '&amp', '&amp;lt;', '&notit;', '&not', '&#x41 &#65;',
  '&#128;&#0;&#xD800;&#x110000;', 'AT&T', '?a=1&copy=2', '&CounterClockwiseContourIntegral;', '&NotEqualTilde;', '&nosuch;',
  '<p>a<p>b', '<p>a</p>b</p>c', '<div>a<p>b</div>c', '<p>a<table><td>b</table>c', '<p><b>a<p>b', '<b><p>a</b>b', '<b>a<i>b</b>c</i>d',
  '<a href=1>a<a href=2>b</a>c', '<a>a<div>b</a>c</div>d', '<a>a<p>b</a>c', '<nobr>a<nobr>b', '<button>a<button>b', '<form>a<form>b</form>c',
  '<ul><li>a<li>b</ul>c', '<ul><li>a<ul><li>b</ul><li>c', '<li>a<p>b<li>c', '<ul><div><li>a<li>b', '<ol><li><b>a<li>b', '<li><div><li>a',
  '<dl><dt>a<dd>b<dt>c<dd>d', '<dt>a<div><dd>b', '<dd>a<p>b<dt>c', '<h1>a<h2>b', '<h1>a</h2>b', '<h1><p>a<h2>b', '<h3><div><h4>a',
  '<pre>\na', '<pre>\n\na', '<pre>a\nb</pre>c', '<listing>\na</listing>', '<textarea>a</textarea>b', '<plaintext>a</plaintext>b<p>',
  '<xmp><b>a</xmp>b', '<title>a</title>b', '<style>a</style>b', '<script>a</script>b', '<script><!--<script></script></script>a',
  '<script><!--</script>a-->b', '<script><!-- x --><script></script>a', '<noscript>a<b>b</noscript>c', '<noframes>a</noframes>b',
  '<iframe>a</iframe>b', '<noembed>a</noembed>b', '<object>a</object>b', '<object>a<p>b</object>c</p>d', '<applet>a</applet>b',
  '<template>a</template>b', '<template>a<template>b</template>c</template>d', '<select><option>a</select>b', '<select>a<select>b',
  '<option>a<option>b', '<optgroup>a<option>b<optgroup>c', '<select><b>a</b></select>c', '<datalist><option>a</datalist>b',
  '<svg><path/>a</svg>b', '<svg/>a', '<svg><p>a', '<svg><g><div>a</div></g></svg>b', '<svg><title>a</title></svg>b', '<svg><desc>a</desc></svg>b',
  '<svg><foreignObject><div>a</div></foreignObject></svg>b', '<svg><![CDATA[a]]></svg>b', '<svg><style><!--</style>a--></svg>b',
  '<svg><script>a</script></svg>b', '<div><svg><g></div>a', '<svg></p>a', '<svg><font color=red>a', '<svg><b>a</svg>b',
  '<math><mi>a</mi><mo>=</mo></math>b', '<math><annotation>a</annotation></math>b', '<math><p>a', '<math><mtext><b>a</b></mtext></math>',
  '<table><tr><td>a</table>b', '<table>a<tr><td>b</table>c', '<table><b>a</b><td>b</table>', '<table><td>a<td>b<th>c', '<table><caption>a<td>b',
  '<table><col><col><td>a', '<table><colgroup><col>a', '<table><thead><td>a<tfoot><td>b<tbody><td>c', '<table><td><table><td>a</table>b</table>c',
  '<table><table><td>a', '<table><tr><table><td>a</table>', '<td>a', '<tr>a', '<tbody>a', '<caption>a', '<col>a', '<table></td>a', '<table><td></tr>a',
  '<table><td></tbody>a', '<table><td><div></td>a', '<table><td><p>a<tr><td>b', '<table><tr></table>a', '<table> <tr> <td> a', '<div><table><td></div>a',
  '<table><td><a>a<td><a>b', '<a>a<table><td><a>b', '<table><a>a', '<table><td></caption>a', '<table><caption><table><td>a</table></caption>', '<p><table>a',
  '<table><tr><td>a</td>b</tr>', '<table><form><td>a</form>', '<table><input type=hidden><td>a', '<table><style>a</style><td>b', '<table><script>a</script>b',
  '<ruby>a<rt>b<rp>c</ruby>d', '<ruby>a<rb>b<rtc>c<rt>d', '<rt>a<rt>b', '<video>a<source src=x></video>b', '<audio>a</audio>', '<picture><img src=x>a</picture>',
  '<br>a</br>b', '<hr>a</hr>b', '<p><hr>a', '<img src=x>a</img>b', '<image src=x>a', '<input>a</input>', '<embed>a</embed>', '<wbr>a', '<area>a', '<param>a',
  '<center>a<center>b', '<font>a<p>b</font>c', '<marquee>a<p>b</marquee>c', '<blockquote>a<blockquote>b', '<address>a<p>b</address>c', '<details><summary>a<p>b</details>c',
  '<fieldset>a<legend>b</fieldset>c', '<figure>a<figcaption>b', '<main>a</main><nav>b', '<search>a<p>b</search>', '<dialog>a</dialog>b', '<menu><li>a</menu>b', '<dir><li>a</dir>',
  '<!-- a -->b', '<!-->a', '<!--->a', '<!--a--!>b', '<!--a', '<!--a--->b', '<!--a-- >b-->c', '<?php a ?>b', '</ a>b', '<!doctype html>a', 'a<!doctype html>b', '<![CDATA[a]]>b',
  '<b>a</B>b', '<P TITLE=x>a', '<x-y>a</x-y>b', '<a<b>c', '<a b=">c">d', "<a b='>c'>d", '<a b=c"d>e', '<a/b/c>d', '<a b = c>d', '<a =b>c', '<a b=>c', 'a<b', 'a<b c="', 'a</b',
  '<html lang=x>a</html>b', '<body class=x>a</body>b', '<head><title>a</title></head><body>b', '<frameset>a', '<frame>a', '<base href=x>a', '<link>a<meta>b',
  'a\u00a0b', 'caf\u00e9 \u4e2d\ud83d\ude00', 'a\r\nb\rc', 'a\tb\fc', '<p>a\n</p>\n<p>b', '<b><b><b><b><b>a</b></b></b></b></b>b', '<span>a<div>b</span>c</div>d',
  '<code>a<pre>b</code>c', '<i>a<ul><li>b</i>c</ul>d', '<em><table><td>a</em>b</table>c', '<u>a<h1>b</u>c', '<strong>a<blockquote>b</strong>c</blockquote>d',
];

// Every opening around every content: the content's rules meet the opening's.
const openings = [
  '<p>@', '<div>@</div>z', '<b>@</b>z', '<span>@</span>z', '<a href=x>@</a>z', '<ul><li>@</ul>z', '<dl><dd>@</dl>z', '<h2>@</h2>z', '<table><td>@</table>z',
  '<table><caption>@</table>z', '<blockquote><p>@</blockquote>z', '<center><font>@</font></center>z', '<noscript>@</noscript>z', '<details>@</details>z', '<form>@</form>z',
];
const contents = [
  'x<p>y', '<p>x</p>y', '<ul><li>x<li>y</ul>', '<li>x', '<dt>x<dd>y', '<h1>x</h1>y', '<b>x', '</p>x', '</div>x', '</b>x', '<a>x</a>y', '<hr>x', '<br>x', '<table><td>x</table>y',
  '<svg><g/></svg>x', '<script>x</script>y', '<style>x</style>y', '<select><option>x</select>y', '<!--x-->y', '<img src=x>y', '<i>x<div>y</i>w</div>', '<pre>x</pre>y',
];

export const inputs = [...single, ...openings.flatMap((around) => contents.map((inside) => around.replace('@', inside)))];

// Reproducible noise from the same alphabet.
const pieces = [...new Set([...single, ...openings, ...contents].join('').replaceAll('@', '').match(/<[^<>]*>|[^<>]+|[<>]/g))];
let state = 20261101;
function next(below) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % below;
}
export const mixtures = Array.from({ length: 4000 }, () => Array.from({ length: 1 + next(24) }, () => pieces[next(pieces.length)]).join(''));
