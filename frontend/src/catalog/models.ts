import './models.css';
import { followImports } from './imports.ts';

followImports();
