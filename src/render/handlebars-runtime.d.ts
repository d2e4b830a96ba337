/** The runtime without the compiler; the package's own declaration of it is empty. */
declare module 'handlebars/runtime.js' {
  import Handlebars from 'handlebars';
  export default Handlebars;
}
